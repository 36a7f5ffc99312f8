import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public, SERVICE_CONFIG, UnknownRouteError } from '@pinglu/platform';
import type { Response } from 'express';
import type { GatewayConfig } from '../config.js';

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Nothing from elsewhere, nothing inline; and plain HTTP stays plain where an installation has no certificate. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pinglu</title>
<p>The console is not built. Run <code>npx vite build apps/console</code>, then load this page again.</p>`;

/** The built console: one page and its assets. Public, because it holds nothing: it asks the API with the key it is given. */
@ApiExcludeController()
@Controller()
export class ConsoleController {
  private readonly folder: string;

  constructor(@Inject(SERVICE_CONFIG) config: Pick<GatewayConfig, 'CONSOLE_DIR'>) {
    this.folder = config.CONSOLE_DIR ?? join(import.meta.dirname, '../../../console/dist');
  }

  @Public()
  @Get()
  async page(@Res() response: Response): Promise<void> {
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Cache-Control', 'no-cache');
    const html = await this.read('index.html');
    response
      .status(html ? 200 : 503)
      .type('text/html; charset=utf-8')
      .send(html ?? notBuilt);
  }

  /** Their names hold a hash of their content, so they never change. */
  @Public()
  @Get('assets/:file')
  async asset(@Param('file') file: string, @Res() response: Response): Promise<void> {
    const mediaType = mediaTypes[extname(file)];
    // One plain name: nothing that leads out of the folder.
    const content =
      mediaType !== undefined && /^[\w-]+(\.[\w-]+)+$/.test(file) ? await this.read(join('assets', file)) : undefined;
    if (!content) throw new UnknownRouteError();
    response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    response.type(mediaType!).send(content);
  }

  private async read(name: string): Promise<Buffer | undefined> {
    try {
      return await readFile(join(this.folder, name));
    } catch {
      return undefined;
    }
  }
}
