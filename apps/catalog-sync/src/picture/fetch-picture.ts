import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { SERVICE_CONFIG } from '@pinglu/platform';
import type { CatalogConfig } from '../config.js';
import { PictureUnusableError } from './picture.js';
import { isPublicAddress } from './public-address.js';

const timeoutMs = 15_000;
const largestBytes = 10 * 1024 * 1024;
const mostRedirects = 3;

/**
 * Fetches pictures from addresses that stand in sellers' files. Whoever writes such a file must not be able to read what
 * is in our own network, so an address is judged when it is connected to: by then a name has become what it really is.
 */
@Injectable()
export class PictureFetcher {
  private readonly allowedOrigins: ReadonlySet<string>;

  constructor(@Inject(SERVICE_CONFIG) config: Pick<CatalogConfig, 'PICTURE_SOURCES'>) {
    this.allowedOrigins = new Set((config.PICTURE_SOURCES ?? '').split(',').filter((origin) => origin !== ''));
  }

  /** Whether the marketplace cannot fetch it itself, because it is in a network of ours. */
  isOurs(sourceUrl: string): boolean {
    return URL.canParse(sourceUrl) && this.allowedOrigins.has(new URL(sourceUrl).origin);
  }

  /** @throws PictureUnusableError in words for the seller */
  async fetch(sourceUrl: string): Promise<Uint8Array> {
    let url = parse(sourceUrl);
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
      const response = await this.open(url);
      const { statusCode = 0, headers } = response;
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        response.destroy();
        url = parse(new URL(headers.location, url).href);
        continue;
      }
      if (statusCode !== 200) {
        response.destroy();
        throw new PictureUnusableError(`Its server answers with ${statusCode}.`);
      }
      return readAll(response);
    }
    throw new PictureUnusableError('Its address leads from one address to the next and to no picture.');
  }

  private open(url: URL): Promise<IncomingMessage> {
    const allowed = this.allowedOrigins.has(url.origin);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (!allowed && isIP(host) !== 0 && !isPublicAddress(host)) throw notPublic();
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const sent = send(url, { agent: false, timeout: timeoutMs, ...(!allowed && { lookup: lookupPublic }) }, resolve);
      sent.on('timeout', () => sent.destroy(new PictureUnusableError('Its server does not answer.')));
      sent.on('error', (error) => {
        reject(
          error instanceof PictureUnusableError ? error : new PictureUnusableError('Its server cannot be reached.'),
        );
      });
      sent.end();
    });
  }
}

const notPublic = (): PictureUnusableError => new PictureUnusableError('Its address is not on the public internet.');

function parse(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new PictureUnusableError('Its address is not one of a picture on the web.');
  }
  return url;
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** What the name really is; one address of ours among them is enough to refuse it. */
function lookupPublic(hostname: string, options: LookupOptions, found: Found): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, []);
    if (addresses.some(({ address }) => !isPublicAddress(address))) return found(notPublic(), []);
    if (options.all === true) return found(null, addresses);
    const [first] = addresses;
    return found(null, first?.address ?? '', first?.family);
  });
}

async function readAll(response: IncomingMessage): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => response.destroy(), timeoutMs);
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > largestBytes) throw new PictureUnusableError('It is larger than 10 MB.');
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof PictureUnusableError) throw error;
    throw new PictureUnusableError('Its server broke off.');
  } finally {
    clearTimeout(timer);
    response.destroy();
  }
  return Buffer.concat(pieces);
}
