import { context, ROOT_CONTEXT, trace, type Context, type SpanContext } from '@opentelemetry/api';
import { parseTraceParent, W3CTraceContextPropagator } from '@opentelemetry/core';

const propagator = new W3CTraceContextPropagator();

/** The W3C `traceparent` of the span at hand, to be sent along; undefined when nothing is being traced. */
export function currentTraceparent(): string | undefined {
  const carrier: Record<string, string> = {};
  propagator.inject(context.active(), carrier, {
    set: (target: Record<string, string>, key, value) => (target[key] = value),
  });
  return carrier['traceparent'];
}

/** The `traceparent` of a span that is not the one at hand, as when several are open at once. */
export function formatTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

/** The trace id of the span at hand, 32 hex digits, for logs and problems. */
export function currentTraceId(): string | undefined {
  return trace.getActiveSpan()?.spanContext().traceId;
}

/** A context whose parent is the span a `traceparent` names. An unreadable one begins a new trace. */
export function contextOf(traceparent: string | undefined, base: Context = ROOT_CONTEXT): Context {
  const parent = spanContextOf(traceparent);
  return parent ? trace.setSpanContext(base, parent) : base;
}

export function spanContextOf(traceparent: string | undefined): SpanContext | undefined {
  const parsed = traceparent === undefined ? null : parseTraceParent(traceparent);
  return parsed ? { ...parsed, isRemote: true } : undefined;
}
