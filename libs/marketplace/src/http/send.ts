/** One request on the wire. Holds the token and the signature: never log it. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A form with a file in it says its own content type. */
  readonly body?: string | FormData;
}

export interface IncomingAnswer {
  readonly status: number;
  /** Milliseconds of a `Retry-After` header; null when there is none. */
  readonly retryAfterMs: number | null;
  readonly contentType: string;
  readonly body: string;
}

export type Send = (request: OutgoingRequest, timeoutMs: number) => Promise<IncomingAnswer>;

/**
 * No answer came. `sent` is false only when it is certain that the marketplace has not seen the request. Keeps the code
 * of what happened and nothing else: the original error holds the request, and with it the token.
 */
export class SendFailure extends Error {
  constructor(
    readonly reason: 'timeout' | 'connection' | 'answer_too_large',
    readonly sent: boolean,
    readonly systemCode: string,
  ) {
    super(`No answer: ${reason} (${systemCode}).`);
    this.name = 'SendFailure';
  }
}
