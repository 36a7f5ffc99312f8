import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Logger, Public, UnknownRouteError } from '@pinglu/platform';
import { Upstreams, type Upstream } from './upstreams.js';

const deadlineMs = 2_000;

/** A service's problems pass through the gateway with their `type`, so its pages must be found at the gateway too. */
@ApiExcludeController()
@Controller('problems')
export class UpstreamProblemsController {
  constructor(
    private readonly upstreams: Upstreams,
    private readonly logger: Logger,
  ) {}

  @Public()
  @Get(':code')
  @Header('Content-Type', 'text/markdown; charset=utf-8')
  async page(@Param('code') code: string): Promise<string> {
    if (!/^[a-z][a-z0-9-]{0,63}$/.test(code)) throw new UnknownRouteError();
    for (const upstream of this.upstreams.all) {
      const page = await this.ask(upstream, code);
      if (page !== undefined) return page;
    }
    throw new UnknownRouteError();
  }

  private async ask({ name, url }: Upstream, code: string): Promise<string | undefined> {
    try {
      const options = { timeout: deadlineMs, responseType: 'text', maxContentLength: 100_000 } as const;
      const { status, data } = await this.upstreams.http.get<string>(`${url}/problems/${code}`, options);
      return status === 200 ? data : undefined;
    } catch (error) {
      this.logger.warn('A service could not be asked for a problem page.', { upstream: name, error });
      return undefined;
    }
  }
}
