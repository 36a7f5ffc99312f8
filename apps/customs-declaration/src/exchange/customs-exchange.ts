import { AppError } from '@pinglu/kernel';

export interface OutgoingMessage {
  /** Number of the message in the exchange; sending it again under the same number is the same message. */
  readonly messageId: string;
  /** Our address. */
  readonly sender: string;
  /** Name of the root, such as CEB603Message. */
  readonly type: string;
  /** The signed message, byte for byte. */
  readonly xml: string;
  readonly createdAt: Date;
}

/** What the exchange says of a message at once: whether it took it, not what customs thinks of it. */
export interface ExchangeAnswer {
  readonly accepted: boolean;
  readonly code: string;
  readonly text: string;
}

/** Something that lies in a mailbox. It is delivered again until it is acknowledged. */
export interface Delivery {
  readonly id: string;
  /** The business message. */
  readonly xml: string;
}

/**
 * The way to customs: messages out, receipts in. A port, because provinces wrap it differently; ours is the national
 * exchange. An abstract class, so that it is its own token.
 */
export abstract class CustomsExchange {
  /**
   * @throws ExchangeUnavailableError the message has not arrived
   * @throws ExchangeOutcomeUnknownError it may have: ask with `find` before sending it again
   */
  abstract send(message: OutgoingMessage): Promise<ExchangeAnswer>;

  /** What was answered to a message of ours; null when it never arrived. @throws ExchangeUnavailableError */
  abstract find(message: Pick<OutgoingMessage, 'sender' | 'messageId'>): Promise<ExchangeAnswer | null>;

  /** What lies in a mailbox of ours, oldest first. @throws ExchangeUnavailableError */
  abstract receive(address: string): Promise<Delivery[]>;

  /** Takes deliveries out of the mailbox. @throws ExchangeUnavailableError */
  abstract acknowledge(address: string, deliveryIds: readonly string[]): Promise<void>;
}

export class ExchangeUnavailableError extends AppError {
  readonly code = 'customs-exchange-unavailable';
  readonly category = 'unavailable';
  override readonly retryable = true;

  constructor(cause?: unknown) {
    super('The customs exchange does not answer. Nothing was sent; it is tried again.', { cause });
  }
}

export class ExchangeOutcomeUnknownError extends AppError {
  readonly code = 'customs-outcome-unknown';
  readonly category = 'unavailable';

  constructor(cause?: unknown) {
    super('The customs exchange did not say whether it took the message. Ask for it before sending it again.', {
      cause,
    });
  }
}

/** It answered, but not in the form that we know. */
export class ExchangeContractError extends AppError {
  readonly code = 'customs-contract-violation';
  readonly category = 'internal';
}
