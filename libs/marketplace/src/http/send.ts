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
  /** As text; empty when the answer is none. */
  readonly body: string;
  /** The answer when it is not text: a waybill, a sheet, a picture. */
  readonly binary?: Uint8Array;
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

/** Pictures and parts of films are a few megabytes; more than this was meant for another place. */
export const largestRequestBytes = 32 * 1024 * 1024;

/** Of what is in a request's body, without what holds its parts together. */
export function bodyBytes({ body }: OutgoingRequest): number {
  if (body === undefined) return 0;
  if (typeof body === 'string') return Buffer.byteLength(body);
  return [...body.values()].reduce(
    (bytes, value) => bytes + (typeof value === 'string' ? Buffer.byteLength(value) : value.size),
    0,
  );
}
