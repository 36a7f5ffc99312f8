import type { DomainEvent } from '@pinglu/contracts';
import { Clock, newId, type EventId, type MerchantId } from '@pinglu/kernel';
import { currentLogScope } from '../logging/log-scope.js';
import { currentTraceparent } from '../tracing/traceparent.js';

export interface Fact<T extends string, D> {
  readonly type: T;
  /** The whole aggregate after the change. */
  readonly data: D;
  readonly merchantId: MerchantId;
  /** Id of the aggregate. */
  readonly subject: string;
  /** The aggregate's version after the change. */
  readonly version: number;
  /** The event that led to this one, where one did. */
  readonly cause?: DomainEvent;
}

/** Turns what happened into an event: who says so, when, and what it follows from. */
export class EventFactory {
  constructor(
    private readonly service: string,
    private readonly clock: Clock,
  ) {}

  create<T extends string, D>({ type, data, merchantId, subject, version, cause }: Fact<T, D>): DomainEvent<T, D> {
    const now = this.clock.now();
    const eventId = newId<EventId>(now.getTime());
    const scope = currentLogScope();
    const traceparent = cause?.metadata.traceparent ?? currentTraceparent();
    const causationId = cause?.metadata.eventId ?? scope.requestId;
    return {
      type,
      data,
      metadata: {
        eventId,
        occurredAt: now.toISOString(),
        source: `/pinglu/${this.service}`,
        merchantId,
        subject,
        correlationId: cause?.metadata.correlationId ?? scope.correlationId ?? scope.requestId ?? eventId,
        ...(causationId !== undefined && { causationId }),
        version,
        ...(traceparent !== undefined && { traceparent }),
      },
    };
  }
}
