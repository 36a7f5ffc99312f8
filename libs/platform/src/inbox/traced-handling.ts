import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { DomainEvent } from '@pinglu/contracts';
import { contextOf, formatTraceparent } from '../tracing/traceparent.js';

/**
 * Runs a handler with one span per event, each a child of the span that published it. The events handed on carry the
 * new span as their `traceparent`, so that what they cause continues their own trace and not that of the batch.
 */
export async function tracedHandling<T>(
  topic: string,
  events: readonly DomainEvent[],
  handle: (events: readonly DomainEvent[]) => Promise<T>,
): Promise<T> {
  const tracer = trace.getTracer('pinglu');
  const spans = events.map(({ type, metadata }) =>
    tracer.startSpan(
      `process ${type}`,
      {
        kind: SpanKind.CONSUMER,
        attributes: {
          'messaging.operation.type': 'process',
          'messaging.destination.name': topic,
          'messaging.message.id': metadata.eventId,
          'messaging.batch.message_count': events.length,
        },
      },
      contextOf(metadata.traceparent),
    ),
  );
  // While tracing is off the spans are empty objects, and the events need not be copied.
  if (!spans.some((span) => span.isRecording())) return handle(events);
  try {
    return await handle(
      events.map((event, index) => ({
        ...event,
        metadata: { ...event.metadata, traceparent: formatTraceparent(spans[index]!.spanContext()) },
      })),
    );
  } catch (error) {
    for (const span of spans) span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    for (const span of spans) span.end();
  }
}
