/** A Kafka record that carries one CloudEvents 1.0 event in binary mode. */
export interface EventRecord {
  /** Decides the partition; events of one key keep their order. */
  key: string;
  /** UTF-8 text by name; attributes of the event are prefixed with `ce_`. */
  headers: Record<string, string>;
  /** The event's data as JSON text; null is a tombstone and carries no event. */
  value: string | null;
}

/** What a consumer may be handed: anything that was on the topic. */
export interface ReceivedRecord {
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string | null;
}
