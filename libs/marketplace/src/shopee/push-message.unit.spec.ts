import { readdirSync } from 'node:fs';
import { WebhookRejectedError } from '../port/errors.js';
import type { PushDetail } from '../port/push.types.js';
import { fakeShopee, fixture } from './test-shopee.js';

const { push } = fakeShopee([]).adapter;
const parse = (body: string) => push.parse(Buffer.from(body));
const sample = (name: string) => parse(fixture(`push.${name}`));

const order = { kind: 'order', reference: '260921ABCD1234', externalSellerId: '220011001' };
const product = { kind: 'product', reference: '3000142341', externalSellerId: '220011001' };
const app = { kind: 'other', reference: null };
const packageId = 'OFG199593509207187';
const unrecognized: PushDetail = { type: 'unrecognized' };

const messages: readonly [string, string, object, PushDetail][] = [
  ['url-verification', '0', { ...app, externalSellerId: null, occurredAt: null }, unrecognized],
  [
    'shop-authorized',
    '1',
    { ...app, externalSellerId: '220011001' },
    { type: 'seller_status', rawStatus: 'shop authorization by user' },
  ],
  [
    'main-account-authorized',
    '1',
    { ...app, externalSellerId: null },
    { type: 'seller_status', rawStatus: 'shop authorization by user' },
  ],
  [
    'consent-withdrawn',
    '2',
    { ...app, externalSellerId: '220011001' },
    { type: 'consent_withdrawn', reason: 'user cancel shop authorization' },
  ],
  [
    'order-status',
    '3',
    { ...order, orderStatus: 'placed', rawStatus: 'READY_TO_SHIP' },
    { type: 'order_status', externalLineId: null, externalReturnId: null },
  ],
  // How far it was only its parcels say.
  [
    'order-in-cancel',
    '3',
    { ...order, orderStatus: null, rawStatus: 'IN_CANCEL' },
    { type: 'order_status', externalLineId: null, externalReturnId: null },
  ],
  [
    'tracking-number',
    '4',
    order,
    { type: 'package_status', packageId, trackingNumber: 'SG2109000002A', rawStatus: '' },
  ],
  ['shopee-updates', '5', app, unrecognized],
  [
    'item-banned',
    '6',
    product,
    { type: 'product_review', status: 'refused', rawStatus: 'BANNED', reason: 'Prohibited' },
  ],
  ['item-promotion', '7', product, { type: 'promotion_changed' }],
  ['reserved-stock', '8', product, { type: 'stock_reserved' }],
  ['promotion', '9', app, { type: 'promotion_changed' }],
  ['webchat', '10', app, { type: 'message' }],
  ['video-upload', '11', app, { type: 'video_state' }],
  [
    'authorization-expiring',
    '12',
    { ...app, externalSellerId: null },
    { type: 'token_expiring', expiresAt: new Date(1_790_600_000_000) },
  ],
  ['brand-register', '13', app, unrecognized],
  ['document-status', '15', order, { type: 'package_status', packageId, trackingNumber: null, rawStatus: 'READY' }],
  [
    'document-status-other-spelling',
    '15',
    order,
    { type: 'package_status', packageId, trackingNumber: null, rawStatus: 'FAILED' },
  ],
  [
    'item-violation',
    '16',
    product,
    { type: 'product_review', status: 'refused', rawStatus: 'BANNED', reason: 'It is not a lamp' },
  ],
  ['item-restored', '16', product, { type: 'product_review', status: 'live', rawStatus: 'NORMAL', reason: null }],
  ['consignment-18', '18', app, unrecognized],
  ['consignment-19', '19', app, unrecognized],
  ['consignment-20', '20', app, unrecognized],
  ['consignment-21', '21', app, unrecognized],
  ['item-price', '22', product, { type: 'product_changed', change: 'edited', externalSkuIds: [] }],
  ['booking-status', '23', app, unrecognized],
  ['booking-tracking', '24', app, unrecognized],
  ['booking-document', '25', app, unrecognized],
  ['publish-failed', '27', product, { type: 'product_changed', change: 'edited', externalSkuIds: [] }],
  ['shop-penalty', '28', app, unrecognized],
  [
    'return-status',
    '29',
    order,
    { type: 'return_status', externalReturnId: '260922000000001', externalReturnLineId: null, rawStatus: 'ACCEPTED' },
  ],
  [
    'package-status',
    '30',
    order,
    { type: 'package_status', packageId, trackingNumber: null, rawStatus: 'LOGISTICS_PICKUP_DONE' },
  ],
  ['fbs-31', '31', app, unrecognized],
  ['fbs-33', '33', app, unrecognized],
  ['fbs-34', '34', app, unrecognized],
  ['fbs-35', '35', app, unrecognized],
  ['fbs-36', '36', app, unrecognized],
  ['courier-delivery', '37', app, unrecognized],
  ['video-result', '38', app, { type: 'video_state' }],
  ['package-info', '47', order, { type: 'package_status', packageId, trackingNumber: null, rawStatus: '' }],
];

describe('a message', () => {
  it.each(messages)('%s (code %s) is read', (name, externalType, about, detail) => {
    expect(sample(name)).toMatchObject({ externalType, country: null, ...about, detail });
  });

  it('has a sample of each kind, and each sample is read here', () => {
    const samples = readdirSync(new URL('./fixtures', import.meta.url)).filter((file) => file.startsWith('push.'));
    expect(messages.map(([name]) => `push.${name}.json`).sort()).toEqual(samples.sort());
  });

  it('says when it happened, or else when it was sent', () => {
    expect(sample('order-status').occurredAt).toEqual(new Date(1_790_000_000_000));
    expect(sample('webchat').occurredAt).toEqual(new Date(1_790_000_001_000));
  });

  it('keeps ids beyond 2^53', () => {
    const body = '{"data":{"item_id":9007199254740993},"shop_id":220011001,"code":8,"timestamp":1790000001}';
    expect(parse(body).reference).toBe('9007199254740993');
  });

  it.each([
    ['of a kind that nobody knows', '{"code":99,"data":{"a":1},"shop_id":1,"timestamp":1790000001}', '99'],
    ['with a kind that is a text', '{"code":"constructor","data":{}}', 'constructor'],
    ['without a kind', '{}', 'unknown'],
    ['without content', '{"code":3,"shop_id":1,"timestamp":1790000001}', '3'],
    ['with a text for its content', '{"code":3,"data":"text"}', '3'],
    ['with a list for its content', '{"code":30,"data":[]}', '30'],
    ['with nothing for its content', '{"code":29,"data":null}', '29'],
    ['whose content is not as we know it', '{"code":29,"data":{"order_sn":"A","updated_values":"x"}}', '29'],
  ])('%s is kept, and its kind with it', (_, body, externalType) => {
    expect(parse(body)).toMatchObject({ externalType, detail: unrecognized });
  });

  it.each(['', ' ', 'null', '[]', '7', '"text"', '{', '{"code":{}}', '\u0000'])('%p is none', (body) => {
    expect(() => parse(body)).toThrow(WebhookRejectedError);
  });
});
