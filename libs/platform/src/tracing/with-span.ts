import { context, SpanKind, SpanStatusCode, trace, type Attributes, type Link, type Span } from '@opentelemetry/api';
import { AppError } from '@pinglu/kernel';
import { runInLogScope } from '../logging/log-scope.js';
import { contextOf, spanContextOf } from './traceparent.js';

export type SpanKindName = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

const kinds: Readonly<Record<SpanKindName, SpanKind>> = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
};

export interface SpanOptions {
  /** `internal` when left out. */
  readonly kind?: SpanKindName;
  /** W3C `traceparent` of the cause in another process; the span at hand when left out. */
  readonly parentTraceparent?: string;
  /** `traceparent`s of other causes, as when one batch handles events of several traces. */
  readonly links?: readonly string[];
  /** Ids and counts only: never a secret, never a buyer's data. */
  readonly attributes?: Attributes;
}

/**
 * Runs `fn` inside a span; the span ends when the promise settles and is marked when it fails. Costs next to nothing
 * while tracing is off.
 */
export async function withSpan<T>(name: string, options: SpanOptions, fn: (span: Span) => Promise<T> | T): Promise<T> {
  const { kind = 'internal', parentTraceparent, attributes } = options;
  const parent = parentTraceparent === undefined ? context.active() : contextOf(parentTraceparent, context.active());
  const links = (options.links ?? []).flatMap((traceparent): Link[] => {
    const cause = spanContextOf(traceparent);
    return cause ? [{ context: cause }] : [];
  });
  const span = trace.getTracer('pinglu').startSpan(name, { kind: kinds[kind], attributes, links }, parent);
  try {
    return await context.with(trace.setSpan(parent, span), () =>
      span.isRecording() ? runInLogScope({ traceId: span.spanContext().traceId }, () => fn(span)) : fn(span),
    );
  } catch (error) {
    markFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Says that a span failed, by class or code: a message may quote what must not leave the process. */
export function markFailed(span: Span, error: unknown): void {
  const what = error instanceof AppError ? error.code : error instanceof Error ? error.name : 'unknown';
  span.setAttribute('error.type', what);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
