import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

// Real: two processes of the built code and the OTLP/HTTP exporter. Fake: the collector, which only remembers.

interface OtlpSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

interface OtlpBody {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

const dist = pathToFileURL(resolve(__dirname, '../../dist/tracing')).href;

/** Runs one span in a process of its own and answers the `traceparent` seen inside it. */
async function spanInProcess(endpoint: string, service: string, parent?: string): Promise<string> {
  const script = `
    import { startTracing } from '${dist}/start-tracing.js';
    import { withSpan } from '${dist}/with-span.js';
    import { currentTraceparent } from '${dist}/traceparent.js';
    const tracing = await startTracing({ serviceName: '${service}', endpoint: '${endpoint}' });
    await withSpan('work of ${service}', { parentTraceparent: ${JSON.stringify(parent)} }, () =>
      process.stdout.write(currentTraceparent()));
    await tracing.stop();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return stdout;
}

describe('tracing over OTLP/HTTP', () => {
  const bodies: OtlpBody[] = [];
  let collector: Server;
  let endpoint: string;

  beforeAll(async () => {
    collector = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (request.url === '/v1/traces') bodies.push(JSON.parse(Buffer.concat(chunks).toString('utf8')) as OtlpBody);
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
    endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise((done) => collector.close(done)));

  it('joins the spans of two processes into one tree', async () => {
    const carried = await spanInProcess(endpoint, 'gateway');
    await spanInProcess(endpoint, 'inventory', carried);
    const spans = bodies.flatMap((body) => body.resourceSpans.flatMap((r) => r.scopeSpans.flatMap((s) => s.spans)));
    expect(spans.map((span) => span.name)).toEqual(['work of gateway', 'work of inventory']);
    expect(spans[1]?.traceId).toBe(spans[0]?.traceId);
    expect(spans[1]?.parentSpanId).toBe(spans[0]?.spanId);
    expect(carried).toContain(spans[0]?.spanId);
    const services = bodies.map((body) =>
      body.resourceSpans[0]?.resource.attributes.find((a) => a.key === 'service.name'),
    );
    expect(services.map((attribute) => attribute?.value.stringValue)).toEqual(['gateway', 'inventory']);
  });
});
