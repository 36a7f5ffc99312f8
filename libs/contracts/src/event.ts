import type { EventId, MerchantId } from '@pinglu/kernel';

/** What is known of an event besides what happened. Travels in the record's headers. */
export interface EventMetadata {
  /** Unique for ever; a consumer that has seen it drops the event. */
  eventId: EventId;
  /** RFC 3339 in UTC, ending in Z. */
  occurredAt: string;
  /** The publisher, as `/pinglu/<service>`. */
  source: string;
  /** The tenant. */
  merchantId: MerchantId;
  /** Id of the aggregate that the event is about. */
  subject: string;
  /** Shared by everything that one request from outside led to. */
  correlationId: string;
  /** Id of the event or command that led to this one. */
  causationId?: string;
  /** Version of the aggregate after the change: from 1, one more with every change. */
  version: number;
  /** W3C trace context, for example `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`. */
  traceparent?: string;
  /** Set on a replayed record: the id of the replay. The event id stays what it was. */
  replayOf?: string;
}

/** A fact about something a merchant owns: `type` in the past tense, `data` the whole aggregate after the change. */
export interface DomainEvent<T extends string = string, D = unknown> {
  type: T;
  data: D;
  metadata: EventMetadata;
}

/** As {@link EventMetadata}, but the tenant may be unknown: a dead letter of an unreadable record belongs to nobody. */
export interface PlatformEventMetadata extends Omit<EventMetadata, 'merchantId'> {
  merchantId?: MerchantId;
}

/** A fact about the machinery itself. Every DomainEvent can be passed where one is expected, never the other way. */
export interface PlatformEvent<T extends string = string, D = unknown> {
  type: T;
  data: D;
  metadata: PlatformEventMetadata;
}
