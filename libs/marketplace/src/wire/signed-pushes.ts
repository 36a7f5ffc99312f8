import { timingSafeEqual } from 'node:crypto';
import { ContractViolationError, WebhookRejectedError, type WebhookRejectionReason } from '../port/errors.js';
import type { PushDelivery } from '../port/push.types.js';
import { WireObject } from './wire-object.js';

export interface PushScheme {
  readonly marketplace: string;
  /** As it calls itself. */
  readonly sender: string;
  /** What a signature belongs to. */
  readonly signed: string;
  /** A message that is older was recorded and sent again. */
  readonly oldestMs: number;
  readonly parseJson: (text: string) => unknown;
  /** Null for the few messages that carry no time: handling them is idempotent, so hearing them twice does no harm. */
  readonly sentAt: (message: WireObject) => Date | null;
}

const furthestAheadMs = 10 * 60_000;

/** Messages of a marketplace that signs the body in 64 hexadecimal digits, in the header `Authorization`. */
export class SignedPushes {
  private readonly causes: Readonly<Record<WebhookRejectionReason, string>>;

  constructor(private readonly scheme: PushScheme) {
    this.causes = {
      'signature-missing': 'The message has no Authorization header.',
      'signature-scheme-wrong': 'The Authorization header is not a bare signature of 64 hexadecimal digits.',
      'signature-wrong': `The signature does not belong to ${scheme.signed}.`,
      'body-not-raw': 'The body is not the bytes that came, so its signature cannot be checked.',
      'body-not-a-message': `The body is not a message of ${scheme.sender}’s.`,
      stale: 'The message is too old, or from the future.',
    };
  }

  /** @throws WebhookRejectedError unless it was signed so, and not too long ago */
  verify({ rawBody, headers, now }: PushDelivery, sign: (rawBody: Uint8Array) => string): void {
    if (!(rawBody instanceof Uint8Array)) this.reject('body-not-raw');
    const signature = authorizationOf(headers);
    if (signature === null) this.reject('signature-missing');
    if (!/^[0-9a-f]{64}$/i.test(signature)) this.reject('signature-scheme-wrong');
    const expected = Buffer.from(sign(rawBody), 'hex');
    if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) this.reject('signature-wrong');
    const sentAt = this.scheme.sentAt(this.message(rawBody));
    if (sentAt === null) return;
    const ageMs = now.getTime() - sentAt.getTime();
    if (ageMs > this.scheme.oldestMs || ageMs < -furthestAheadMs) this.reject('stale');
  }

  /** @throws WebhookRejectedError when it is no message at all */
  read<T>(rawBody: Uint8Array, from: (message: WireObject) => T): T {
    const message = this.message(rawBody);
    try {
      return from(message);
    } catch (error) {
      if (error instanceof ContractViolationError) this.reject('body-not-a-message');
      throw error;
    }
  }

  private message(rawBody: Uint8Array): WireObject {
    const { marketplace, parseJson } = this.scheme;
    try {
      const json = parseJson(Buffer.from(rawBody).toString('utf8'));
      return WireObject.of(json, '', { marketplace, operation: 'push.verify' });
    } catch {
      return this.reject('body-not-a-message');
    }
  }

  private reject(reason: WebhookRejectionReason): never {
    throw new WebhookRejectedError(reason, this.scheme.marketplace, {
      cause: this.causes[reason],
      advice: 'Answer 401 and do nothing else with it.',
    });
  }
}

function authorizationOf(headers: PushDelivery['headers']): string | null {
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() === 'authorization' && typeof value === 'string' && value !== '') return value;
  }
  return null;
}
