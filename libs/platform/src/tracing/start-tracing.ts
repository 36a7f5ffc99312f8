import { context, trace } from '@opentelemetry/api';
import type { SpanExporter } from '@opentelemetry/sdk-trace';

export interface TracingOptions {
  readonly serviceName: string;
  /** Base address of an OTLP/HTTP collector, such as http://127.0.0.1:4318. Tracing is off when undefined. */
  readonly endpoint: string | undefined;
  /** Where spans go in place of the collector, for specs that look at them in memory. */
  readonly exporter?: SpanExporter;
}

export interface Tracing {
  /** Sends what is still held. Never throws: a collector that is down must not hold up a shutdown. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

const off: Tracing = { flush: async () => undefined, stop: async () => undefined };

/**
 * Turns tracing on for this process. The SDK (26 MB resident) is imported only then; all other code depends on the
 * API, whose calls do nothing until a provider is set.
 */
export async function startTracing({ endpoint, serviceName, ...options }: TracingOptions): Promise<Tracing> {
  if (endpoint === undefined) return off;
  const [
    { TracerProvider, BatchSpanProcessor },
    { OTLPTraceExporter },
    { AsyncLocalStorageContextManager },
    resources,
  ] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/resources'),
  ]);
  const exporter =
    options.exporter ??
    new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: 5_000 });
  const provider = new TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': serviceName, 'service.namespace': 'pinglu' }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })],
  });
  const contextManager = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(contextManager);
  trace.setGlobalTracerProvider(provider);
  return {
    flush: () => provider.forceFlush({ timeoutMillis: 5_000 }).catch(() => undefined),
    stop: async () => {
      await provider.shutdown().catch(() => undefined);
      trace.disable();
      context.disable();
      contextManager.disable();
    },
  };
}
