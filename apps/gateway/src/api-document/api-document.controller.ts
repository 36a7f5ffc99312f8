import { Controller, Get } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { Logger, openApiOf, Public } from '@pinglu/platform';
import { Upstreams, type Upstream } from '../proxy/upstreams.js';
import { mergeDocuments, type UpstreamDocument } from './merge-documents.js';

const deadlineMs = 2_000;

/** The description of the whole API, as the services describe themselves at this moment. */
@ApiExcludeController()
@Controller('api')
export class ApiDocumentController {
  constructor(
    private readonly upstreams: Upstreams,
    private readonly adapterHost: HttpAdapterHost,
    private readonly logger: Logger,
  ) {}

  @Public()
  @Get('openapi.json')
  async document(): Promise<OpenAPIObject> {
    const documents = await Promise.all(this.upstreams.all.map((upstream) => this.ask(upstream)));
    return mergeDocuments(openApiOf(this.adapterHost.httpAdapter), documents);
  }

  private async ask({ name, url, paths }: Upstream): Promise<UpstreamDocument> {
    try {
      const { status, data } = await this.upstreams.http.get<unknown>(`${url}/openapi.json`, { timeout: deadlineMs });
      return { name, paths, document: status === 200 && isDocument(data) ? data : undefined };
    } catch (error) {
      this.logger.warn('A service could not be asked for its description.', { upstream: name, error });
      return { name, paths, document: undefined };
    }
  }
}

function isDocument(data: unknown): data is OpenAPIObject {
  return typeof data === 'object' && data !== null && 'openapi' in data && 'paths' in data;
}
