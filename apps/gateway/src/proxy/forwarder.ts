import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  currentPrincipal,
  currentRequestState,
  currentTraceparent,
  Logger,
  UnknownRouteError,
  withSpan,
} from '@pinglu/platform';
import { isAxiosError, type AxiosResponse } from 'axios';
import type { Request, Response } from 'express';
import { requestHeaders, responseHeaders } from './headers.js';
import { UpstreamTimeoutError, UpstreamUnreachableError } from './proxy.errors.js';
import { isUpload } from './uploads.js';
import { TokenSigner } from './token-signer.js';
import { Upstreams, type Upstream } from './upstreams.js';

/** Passes a request on to the service that answers it, and the answer back as it comes, without holding it in memory. */
@Injectable()
export class Forwarder {
  constructor(
    private readonly upstreams: Upstreams,
    private readonly signer: TokenSigner,
    private readonly logger: Logger,
  ) {}

  /** Throws UpstreamUnreachableError or UpstreamTimeoutError as long as nothing of the answer is out. */
  async forward(upstream: Upstream, request: Request, response: Response): Promise<void> {
    const givenUp = new AbortController();
    response.once('close', () => givenUp.abort());
    const answer = await withSpan(
      `call ${upstream.name}`,
      { kind: 'client', attributes: { 'server.address': upstream.name } },
      () => this.call(upstream, request, givenUp.signal),
    );
    // A service that refuses our token is a fault of ours; the caller's own key was accepted at the door.
    if (answer.status === 401 || answer.status < 200) {
      answer.data.destroy();
      throw new UpstreamUnreachableError(upstream.name);
    }
    response.status(answer.status);
    for (const [name, value] of Object.entries(responseHeaders(answer.headers))) response.setHeader(name, value);
    try {
      await pipeline(answer.data, response);
    } catch (error) {
      // Either side went away halfway. The connection is cut by the pipeline, which is all that can still be said.
      if (!givenUp.signal.aborted)
        this.logger.warn('An answer was cut off on its way through.', { upstream: upstream.name, error });
    }
  }

  private async call(upstream: Upstream, request: Request, signal: AbortSignal): Promise<AxiosResponse<Readable>> {
    const url = targetOf(upstream, request.originalUrl);
    const token = await this.signer.sign(currentPrincipal(), upstream.name);
    const traceparent = currentTraceparent() ?? request.get('traceparent');
    const body = bodyOf(request);
    try {
      return await this.upstreams.http.request<Readable>({
        method: request.method,
        url,
        ...(body !== undefined && { data: body }),
        responseType: 'stream',
        decompress: false,
        signal,
        headers: {
          ...requestHeaders(request.headers),
          'accept-encoding': 'identity',
          ...(body !== undefined && bodyHeaders(request)),
          authorization: `Bearer ${token}`,
          'x-request-id': currentRequestState()?.requestId,
          ...(traceparent !== undefined && { traceparent }),
        },
      });
    } catch (error) {
      if (isAxiosError(error) && error.code === 'ETIMEDOUT') throw new UpstreamTimeoutError(upstream.name);
      throw new UpstreamUnreachableError(
        upstream.name,
        isAxiosError(error) ? new Error(`HTTP call failed: ${error.code}`) : error,
      );
    }
  }
}

/** JSON was parsed at the door, which also held it to the limit of size; a file goes through as it comes. */
function bodyOf(request: Request): string | Request | undefined {
  if (!['POST', 'PUT', 'PATCH'].includes(request.method)) return undefined;
  if (isUpload(request)) return request;
  return request.body === undefined ? undefined : JSON.stringify(request.body);
}

function bodyHeaders(request: Request): Readonly<Record<string, string>> {
  if (!isUpload(request)) return { 'content-type': 'application/json' };
  const { 'content-type': type = '', 'content-length': length } = request.headers;
  return { 'content-type': type, ...(length !== undefined && { 'content-length': length }) };
}

/** Throws UnknownRouteError for a path that leads out of what the service may be asked for, such as `…/../../x`. */
function targetOf({ url, paths }: Upstream, originalUrl: string): string {
  const target = new URL(url + originalUrl);
  const base = new URL(url).pathname.replace(/\/$/, '');
  const isInside = paths.some(
    (path) => target.pathname === base + path || target.pathname.startsWith(`${base}${path}/`),
  );
  if (!isInside) throw new UnknownRouteError();
  return target.href;
}
