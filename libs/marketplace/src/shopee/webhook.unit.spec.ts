import { createHmac } from 'node:crypto';
import { WebhookRejectedError, type WebhookRejectionReason } from '../port/errors.js';
import type { PushDelivery } from '../port/push.types.js';
import { credentials, fakeShopee } from './test-shopee.js';
import { signPush } from './webhook.js';

const { push } = fakeShopee([]).adapter;
const keys = { partnerKey: credentials.appSecret, callbackUrl: credentials.pushUrl! };
const order = Buffer.from(
  '{"data":{"items":[],"ordersn":"260921ABCD1234","status":"READY_TO_SHIP","completed_scenario":"","update_time":1790000000},"shop_id":220011001,"code":3,"timestamp":1790000001}',
);
const verification = Buffer.from(
  '{"code":0,"data":{"verify_info":"This is a Verification message.Please respond in the certain format."}}',
);
const now = new Date(1_790_000_002_000);

const delivery = (change: Partial<PushDelivery> = {}): PushDelivery => ({
  rawBody: order,
  headers: push.signForTests(change.rawBody instanceof Uint8Array ? change.rawBody : order),
  now,
  ...change,
});
const rejectionOf = (call: () => void): WebhookRejectionReason | null => {
  try {
    call();
    return null;
  } catch (error) {
    if (error instanceof WebhookRejectedError) return error.reason;
    throw error;
  }
};

describe('the signature of a message', () => {
  it.each([
    ['a message', order, '89da9d2c74a48777e1a237516c3041e253db7c0d422b8b9553316a22d2dd2018'],
    [
      'the message that tries an address',
      verification,
      'cdca6acfe92d26076f63fb0eacb807e4decf84f7cdb12ec023c50c8efd302289',
    ],
  ])('is the published one of %s', (_, body, signature) => {
    expect(signPush(body, keys)).toBe(signature);
    expect(push.verify({ rawBody: body, headers: { Authorization: signature }, now })).toBeUndefined();
  });

  it('is over the address, a bar and the bytes', () => {
    const message = Buffer.concat([Buffer.from(`${keys.callbackUrl}|`), order]);
    expect(signPush(order, keys)).toBe(createHmac('sha256', keys.partnerKey).update(message).digest('hex'));
  });

  it('is of bytes, also where they are no text', () => {
    const body = Buffer.concat([
      order.subarray(0, -1),
      Buffer.from(',"x":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}'),
    ]);
    expect(push.verify(delivery({ rawBody: body }))).toBeUndefined();
  });

  it.each<[string, Partial<PushDelivery>, WebhookRejectionReason]>([
    [
      'another body',
      { rawBody: Buffer.concat([order, Buffer.from(' ')]), headers: push.signForTests(order) },
      'signature-wrong',
    ],
    ['another key', { headers: { authorization: signPush(order, { ...keys, partnerKey: 'x' }) } }, 'signature-wrong'],
    [
      'another address',
      { headers: { authorization: signPush(order, { ...keys, callbackUrl: 'http://10.0.0.7/x' }) } },
      'signature-wrong',
    ],
    ['no header', { headers: {} }, 'signature-missing'],
    ['an empty header', { headers: { authorization: '' } }, 'signature-missing'],
    ['two headers', { headers: { authorization: ['a', 'b'] } }, 'signature-missing'],
    ['a scheme', { headers: { authorization: `Bearer ${signPush(order, keys)}` } }, 'signature-scheme-wrong'],
    ['too few digits', { headers: { authorization: signPush(order, keys).slice(1) } }, 'signature-scheme-wrong'],
    ['a body that was parsed', { rawBody: JSON.parse(order.toString()) as Uint8Array }, 'body-not-raw'],
    ['a message of yesterday', { now: new Date(now.getTime() + 6 * 3_600_000) }, 'stale'],
    ['a message from the future', { now: new Date(now.getTime() - 11 * 60_000) }, 'stale'],
  ])('is refused with %s', (_, change, reason) => {
    expect(rejectionOf(() => push.verify(delivery(change)))).toBe(reason);
  });

  it('is taken from the last retry, and from a clock that is a little fast', () => {
    const last = new Date(now.getTime() + (300 + 1_800 + 10_800) * 1000);
    expect(push.verify(delivery({ now: last }))).toBeUndefined();
    expect(push.verify(delivery({ now: new Date(now.getTime() - 9 * 60_000) }))).toBeUndefined();
  });

  it('is genuine and yet no message', () => {
    const rawBody = Buffer.from('not json');
    expect(rejectionOf(() => push.verify(delivery({ rawBody })))).toBe('body-not-a-message');
  });

  it('is made for rehearsals with the type of the content', () => {
    expect(push.signForTests(order)).toEqual({
      'content-type': 'application/json',
      authorization: signPush(order, keys),
    });
  });
});
