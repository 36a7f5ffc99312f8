// Generated from the JSON Schemas beside this file by libs/contracts/scripts/generate.mjs. Do not edit.

/**
 * Event type → the data it carries.
 */
export interface PlatformEventData {
  'com.pinglu.platform.event_dead_lettered.v1': EventDeadLettered;
}
/**
 * Published to <topic>.dlq when a consumer has given up on a record. Holds the record as it was read, byte for byte, and says why and what to do.
 */
export interface EventDeadLettered {
  /**
   * Consumer group that gave up, for example inventory.warehouse-opening.
   */
  consumer: string;
  /**
   * The record as it was read, nothing changed.
   */
  original: {
    /**
     * Topic it was read from.
     */
    topic: string;
    /**
     * Partition it was read from, counted from 0.
     */
    partition: number;
    /**
     * Offset within the partition: a decimal string, because it is a 64-bit number.
     */
    offset: string;
    /**
     * Record key as UTF-8 text; null when the record had none.
     */
    key: string | null;
    /**
     * Record headers as UTF-8 text by name.
     */
    headers: {
      /**
       * Value of one header.
       */
      [k: string]: string;
    };
    /**
     * Record value in base64 (RFC 4648 section 4, padded); null when the record was a tombstone. May hold whatever the original event holds, personal data included.
     */
    valueBase64: string | null;
  };
  /**
   * The last failure.
   */
  error: {
    /**
     * Stable code of the failure in kebab-case, for example invalid-event.
     */
    code: string;
    /**
     * A sentence for a person. Never holds a secret or personal data.
     */
    message: string;
    /**
     * True when the same record may succeed later without anybody changing anything.
     */
    retryable: boolean;
  };
  /**
   * How many times the record was handled before the consumer gave up.
   */
  attempts: number;
  /**
   * When it failed first: RFC 3339 in UTC, ending in Z.
   */
  firstFailedAt: string;
  /**
   * When it failed last: RFC 3339 in UTC, ending in Z.
   */
  lastFailedAt: string;
  /**
   * What an operator should do next, in a sentence.
   */
  advice: string;
}
