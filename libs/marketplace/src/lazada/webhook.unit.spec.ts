import * as fc from 'fast-check';
import { WebhookRejectedError, type WebhookRejectionReason } from '../port/errors.js';
import { parsePush, signPush, verifyPush } from './webhook.js';
import { credentials } from './test-lazada.js';

const text =
  '{"seller_id":"100200300","message_type":0,"data":{"order_status":"pending","trade_order_id":"260422900198363","trade_order_line_id":"260422900298363","status_update_time":1767225600},"timestamp":1767225600000,"site":"lazada_sg"}';
const signature = '6e30cc91bc338cca13dbf70cbad06961df0fc774b0d4bcefd50379371235efb2';
const rawBody = Buffer.from(text);
const now = new Date(1_767_225_600_000);
const verify = (delivery: Partial<Parameters<typeof verifyPush>[0]>) =>
  verifyPush({ rawBody, headers: { authorization: signature }, now, ...delivery }, credentials);
const reasonOf = (act: () => void): WebhookRejectionReason | null => {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof WebhookRejectedError) return error.reason;
    throw error;
  }
};
const later = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);

describe('verifying a push', () => {
  it('accepts the known vector, whatever the header’s case', () => {
    expect(signPush(rawBody, credentials)).toBe(signature);
    expect(reasonOf(() => verify({}))).toBeNull();
    expect(reasonOf(() => verify({ headers: { Authorization: signature } }))).toBeNull();
  });

  it.each<[WebhookRejectionReason, Partial<Parameters<typeof verifyPush>[0]>]>([
    ['signature-missing', { headers: {} }],
    ['signature-scheme-wrong', { headers: { authorization: `Bearer ${signature}` } }],
    ['signature-scheme-wrong', { headers: { authorization: signature.slice(1) } }],
    ['signature-wrong', { headers: { authorization: signature.replace('6', '7') } }],
    ['signature-wrong', { rawBody: Buffer.from(text.replace('pending', 'shipped')) }],
    ['signature-wrong', { rawBody: Buffer.from(JSON.stringify(JSON.parse(text), null, 1)) }],
    ['stale', { now: later(8) }],
    ['stale', { now: later(-1) }],
  ])('rejects with %s', (reason, delivery) => {
    expect(reasonOf(() => verify(delivery))).toBe(reason);
  });

  it('still accepts the last of Lazada’s own retries, after six hours', () => {
    expect(reasonOf(() => verify({ now: later(6.1) }))).toBeNull();
  });

  it('rejects a body that was parsed already', () => {
    const parsed = JSON.parse(text) as Uint8Array;
    expect(reasonOf(() => verify({ rawBody: parsed }))).toBe('body-not-raw');
  });

  it('rejects what is signed and no message', () => {
    const garbage = Buffer.from('[1');
    const headers = { authorization: signPush(garbage, credentials) };
    expect(reasonOf(() => verify({ rawBody: garbage, headers }))).toBe('body-not-a-message');
  });

  it('accepts every body under its own signature, and no other', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), fc.nat(), (data, at) => {
        const body = Buffer.from(JSON.stringify({ message_type: 2, data }));
        const headers = { authorization: signPush(body, credentials) };
        expect(reasonOf(() => verify({ rawBody: body, headers }))).toBeNull();
        const changed = Buffer.from(body);
        changed.writeUInt8(changed[at % changed.length]! ^ 1, at % changed.length);
        expect(reasonOf(() => verify({ rawBody: changed, headers }))).toBe('signature-wrong');
      }),
    );
  });
});

describe('what is no message', () => {
  it.each(['', 'null', '[]', '{"data":[]}', '{"message_type":{}}'])('is rejected: %p', (body) => {
    expect(reasonOf(() => parsePush(Buffer.from(body)))).toBe('body-not-a-message');
  });
});
