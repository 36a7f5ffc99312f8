import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from '../metrics/metrics.js';
import type { Readiness } from './readiness.js';

export interface ManagementOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
}

/**
 * Health and metrics on a port of their own, which a deployment does not publish. Bare `node:http`: it must answer
 * before Nest is up and after it is closed.
 */
export class ManagementServer {
  private constructor(private readonly server: Server) {}

  static async start({ host, port, readiness, metrics }: ManagementOptions): Promise<ManagementServer> {
    const server = createServer((request, response) => {
      answer(request, response, { readiness, metrics }).catch(() => {
        if (!response.headersSent) send(response, 500, { sentence: 'The answer could not be made.' });
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
    return new ManagementServer(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}

type Sources = Pick<ManagementOptions, 'readiness' | 'metrics'>;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { readiness, metrics }: Sources,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return send(response, 405, { sentence: 'Only GET and HEAD are answered here.' });
  }
  switch (request.url?.split('?', 1)[0]) {
    case '/health/live':
      return send(response, 200, { ok: true });
    case '/health/ready': {
      const report = await readiness.report();
      return send(response, report.ready ? 200 : 503, report);
    }
    case '/metrics': {
      const text = await metrics.scrape();
      response.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }).end(text);
      return;
    }
    default:
      return send(response, 404, { sentence: 'This port answers /health/live, /health/ready and /metrics.' });
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}
