import { SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { startTracing, type Tracing } from './start-tracing.js';
import { currentTraceId, currentTraceparent } from './traceparent.js';
import { withSpan } from './with-span.js';

describe('tracing', () => {
  const exporter = new InMemorySpanExporter();
  let tracing: Tracing;

  beforeAll(async () => {
    tracing = await startTracing({ serviceName: 'specs', endpoint: 'http://127.0.0.1:1', exporter });
  });

  afterAll(() => tracing.stop());

  const named = (name: string): ReadableSpan => {
    const span = exporter.getFinishedSpans().find((candidate) => candidate.name === name);
    if (!span) throw new Error(`There is no finished span ${name}.`);
    return span;
  };

  it('continues one tree from a producer to a consumer by traceparent', async () => {
    let carried: string | undefined;
    await withSpan('register merchant', { kind: 'server' }, async () => {
      await withSpan('publish', { kind: 'producer' }, () => {
        carried = currentTraceparent();
      });
    });
    expect(currentTraceparent()).toBeUndefined();
    const other = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await withSpan('handle', { kind: 'consumer', parentTraceparent: carried, links: [other, 'nonsense'] }, async () => {
      await Promise.resolve();
      expect(currentTraceId()).toBe(carried?.split('-')[1]);
      await withSpan('insert', {}, () => undefined);
    });
    await tracing.flush();
    const spans = ['register merchant', 'publish', 'handle', 'insert'].map(named);
    expect(new Set(spans.map((span) => span.spanContext().traceId)).size).toBe(1);
    const parents = spans.map((span) => span.parentSpanContext?.spanId);
    expect(parents).toEqual([undefined, ...spans.slice(0, 3).map((span) => span.spanContext().spanId)]);
    expect(named('handle').links.map((link) => link.context.traceId)).toEqual(['0af7651916cd43dd8448eb211c80319c']);
  });

  it('marks a failed span by its class and keeps the message to itself', async () => {
    const failing = withSpan('fail', {}, () => {
      throw new RangeError('planted-secret');
    });
    await expect(failing).rejects.toThrow(RangeError);
    await tracing.flush();
    const { status, attributes, events } = named('fail');
    expect(status).toEqual({ code: SpanStatusCode.ERROR });
    expect({ attributes, events }).toEqual({ attributes: { 'error.type': 'RangeError' }, events: [] });
  });

  it('begins a new trace when the traceparent cannot be read', async () => {
    await withSpan('orphan', { parentTraceparent: '00-zz' }, () => undefined);
    await tracing.flush();
    expect(named('orphan').parentSpanContext).toBeUndefined();
  });
});

describe('tracing without a collector', () => {
  it('is off, and the code inside spans runs all the same', async () => {
    const tracing = await startTracing({ serviceName: 'specs', endpoint: undefined });
    await expect(withSpan('x', {}, () => currentTraceparent() ?? 'none')).resolves.toBe('none');
    await tracing.stop();
  });
});
