import * as fc from 'fast-check';
import { WebhookRejectedError } from '../port/errors.js';
import type { MarketplacePush, PushDetail } from '../port/push.types.js';
import { parsePush } from './webhook.js';
import { fixture } from './test-lazada.js';

const now = new Date('2026-01-01T00:00:00Z');
const read = (name: string): MarketplacePush => parsePush(Buffer.from(fixture(`push.${name}`)));
const parse = (message: object): MarketplacePush => parsePush(Buffer.from(JSON.stringify(message)));

describe('reading a push', () => {
  it.each<[string, string, MarketplacePush['kind'], string | null, PushDetail]>([
    [
      'order-status',
      '0',
      'order',
      '260422900198363',
      { type: 'order_status', externalLineId: '260422900298363', externalReturnId: '600100000000001' },
    ],
    [
      'product-review',
      '1',
      'product',
      '2807246166',
      { type: 'product_review', status: 'refused', rawStatus: 'Lock', reason: 'Counterfeit' },
    ],
    ['message', '2', 'other', null, { type: 'message' }],
    [
      'product-created',
      '3',
      'product',
      '2807246166',
      { type: 'product_changed', change: 'created', externalSkuIds: ['13449296008'] },
    ],
    [
      'product-edited',
      '4',
      'product',
      '2807246166',
      { type: 'product_changed', change: 'edited', externalSkuIds: ['13449296008', '13449296009'] },
    ],
    [
      'product-deleted',
      '5',
      'product',
      '2807246166',
      { type: 'product_changed', change: 'deleted', externalSkuIds: ['13449296008'] },
    ],
    [
      'variant-deleted',
      '5',
      'product',
      '2807246166',
      { type: 'product_changed', change: 'edited', externalSkuIds: ['13449296008'] },
    ],
    [
      'stock-low',
      '6',
      'other',
      null,
      { type: 'stock_low', sellerSku: 'BAG-BLK', externalSkuId: '13449296008', sellable: 4 },
    ],
    ['video-state', '7', 'other', null, { type: 'video_state' }],
    ['token-expiring', '8', 'other', null, { type: 'token_expiring', expiresAt: new Date('2026-01-03T00:00:00Z') }],
    [
      'return-status',
      '10',
      'order',
      '260422900198363',
      {
        type: 'return_status',
        externalReturnId: '600100000000001',
        externalReturnLineId: '600200000000001',
        rawStatus: 'RTM_INIT',
      },
    ],
    ['promotion', '11', 'other', null, { type: 'promotion_changed' }],
    ['category-tree', '12', 'other', null, { type: 'category_tree_changed' }],
    ['seller-status', '13', 'other', null, { type: 'seller_status', rawStatus: 'close' }],
    [
      'package-status',
      '14',
      'order',
      '260422900198363',
      {
        type: 'package_status',
        packageId: 'FP094612143977611',
        trackingNumber: null,
        rawStatus: 'TRANSIT_TO_SHIP',
      },
    ],
    ['session', '19', 'other', null, { type: 'message' }],
    ['review', '21', 'other', null, { type: 'review' }],
    ['purchase-order', '35', 'other', null, { type: 'purchase_order' }],
    ['pickup-order', '46', 'other', null, { type: 'purchase_order' }],
    ['unknown', '99', 'other', null, { type: 'unrecognized' }],
  ])('%s, type %s', (name, externalType, kind, reference, detail) => {
    const push = read(name);
    expect(push).toMatchObject({ externalType, kind, reference });
    expect(push.detail).toEqual(detail);
    expect(JSON.stringify(push)).not.toMatch(/Somchai|100900/);
  });

  it('tells the state of an order’s item, and nobody else’s', () => {
    expect(read('order-status')).toMatchObject({ orderStatus: 'cancelled', rawStatus: 'canceled' });
    for (const name of ['package-status', 'return-status', 'product-review', 'seller-status']) {
      expect(read(name)).toMatchObject({ orderStatus: null, rawStatus: null });
    }
  });

  it.each([
    ['order-status', '100200300', 'TH', now],
    ['seller-status', '100200300', 'TH', now],
    ['package-status', '100200300', 'TH', now],
    ['token-expiring', '100200300', 'TH', now],
    ['promotion', '100200300', null, now],
    ['category-tree', null, 'SG', now],
    ['session', '100200300', null, null],
    ['purchase-order', '100200300', 'TH', now],
  ])('%s is about the seller %s in %s', (name, externalSellerId, country, occurredAt) => {
    expect(read(name)).toMatchObject({ externalSellerId, country, occurredAt });
  });

  it('reads the console’s test message', () => {
    const data = { order_status: 'This is a test message', trade_order_id: '123456', trade_order_line_id: '12345' };
    expect(parse({ seller_id: '9999', message_type: 0, data, site: 'lazada_sg' })).toMatchObject({
      ...{ externalSellerId: '9999', reference: '123456' },
      ...{ orderStatus: 'unrecognized', rawStatus: 'This is a test message' },
      detail: { type: 'order_status', externalLineId: '12345', externalReturnId: null },
    });
  });

  it('does not guess what a message says that lacks what it is about, and keeps the order', () => {
    for (const message_type of [6, 10, 14]) {
      const push = parse({ seller_id: '1', message_type, data: { trade_order_id: 7 } });
      expect(push.detail).toEqual({ type: 'unrecognized' });
      expect(push.reference).toBe(message_type === 6 ? null : '7');
    }
    expect(parse({ seller_id: '1', site: 'lazada_th' })).toMatchObject({ externalType: 'unknown', kind: 'other' });
  });

  it('takes no time that there is not', () => {
    for (const timestamp of [0, -5, 1e300, 'soon', null]) {
      expect(parse({ seller_id: '1', message_type: 13, data: {}, timestamp }).occurredAt).toBeNull();
    }
  });

  it('never answers anything but a push or a rejection', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.object());
    const data = fc.dictionary(
      fc.constantFrom('trade_order_id', 'itemId', 'item_id', 'sku_list', 'status', 'status_update_time', 'sku_id'),
      value,
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), data, value, (message_type, content, seller_id) => {
        const rawBody = Buffer.from(JSON.stringify({ seller_id, message_type, data: content }));
        try {
          expect(parsePush(rawBody).externalType).toBe(String(message_type));
        } catch (error) {
          expect(error).toBeInstanceOf(WebhookRejectedError);
        }
      }),
    );
  });
});
