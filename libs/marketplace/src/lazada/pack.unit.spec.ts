import * as fc from 'fast-check';
import { SendFailure } from '../http/send.js';
import type { PackRequest } from '../port/fulfillment.types.js';
import {
  AuthExpiredError,
  ConflictError,
  InvalidRequestError,
  OutcomeUnknownError,
  UpstreamUnavailableError,
} from '../port/errors.js';
import { batchesOf } from './pack.js';
import { access, answerOf, errorOf, fakeLazada, fixture, textOf } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';
const units = { orderNumber: '711433089564242', externalLineIds: ['711433089764242', '711433089864242'] };
const local: PackRequest = { ...units, allocation: 'marketplace' };
const other: PackRequest = {
  orderNumber: '711433089564243',
  externalLineIds: ['711433089764244'],
  allocation: 'marketplace',
};
const packed = {
  packageId: 'FP094612143977611',
  trackingNumber: 'LEXDO0069388114',
  carrier: 'LEX TH',
  status: 'packed',
};

/** What packing answers when all went well. */
const packedAnswer = (requests: readonly PackRequest[]) =>
  answerOf({
    result: {
      success: true,
      data: {
        pack_order_list: requests.map(({ orderNumber, externalLineIds }) => ({
          order_id: Number(orderNumber),
          order_item_list: externalLineIds.map((id) => ({
            order_item_id: Number(id),
            item_err_code: '0',
            package_id: `FP${orderNumber}`,
            tracking_number: `T${orderNumber}`,
            shipment_provider: 'LEX TH',
          })),
        })),
      },
    },
    code: '0',
  });
const orders = (count: number, how: Partial<PackRequest> = {}): PackRequest[] =>
  Array.from({ length: count }, (_, index) => ({
    orderNumber: String(1_000 + index),
    externalLineIds: [String(2_000 + index)],
    allocation: 'marketplace',
    ...how,
  }));

describe('packing', () => {
  it('sends the units, and names the carrier only when the seller chooses', async () => {
    const { adapter, seen } = fakeLazada(['fulfillment.pack.ok', 'fulfillment.pack.ok']);
    await adapter.fulfillment.pack(access, [local]);
    await adapter.fulfillment.pack(access, [{ ...units, allocation: 'seller', carrierCode: 'FM49' }]);
    const list = '"pack_order_list":[{"order_id":711433089564242,"order_item_list":[711433089764242,711433089864242]}]';
    expect(seen).toEqual([
      {
        method: 'POST',
        address: `${api}/order/fulfill/pack`,
        params: { packReq: `{${list},"delivery_type":"dropship","shipping_allocate_type":"TFS"}` },
      },
      {
        method: 'POST',
        address: `${api}/order/fulfill/pack`,
        params: {
          packReq: `{${list},"delivery_type":"dropship","shipping_allocate_type":"NTFS","shipment_provider_code":"FM49"}`,
        },
      },
    ]);
  });

  it('answers the parcel with all its units', async () => {
    const { adapter } = fakeLazada(['fulfillment.pack.ok']);
    expect(await adapter.fulfillment.pack(access, [local])).toEqual([
      {
        orderNumber: units.orderNumber,
        packages: [{ ...packed, externalLineIds: units.externalLineIds }],
        failed: [],
      },
    ]);
  });

  it('answers for each order in the order asked, whatever the order of the answer', async () => {
    const { adapter, seen } = fakeLazada(['fulfillment.pack.two-orders']);
    const results = await adapter.fulfillment.pack(access, [local, other]);
    expect(seen).toHaveLength(1);
    expect(results.map(({ orderNumber, packages }) => [orderNumber, packages[0]?.packageId])).toEqual([
      [local.orderNumber, 'FP094612143977611'],
      [other.orderNumber, 'FP094612143977612'],
    ]);
  });

  it('does not take the success of the call for that of each unit', async () => {
    const { adapter } = fakeLazada(['fulfillment.pack.partial']);
    const [result] = await adapter.fulfillment.pack(access, [local]);
    expect(result?.packages).toEqual([{ ...packed, externalLineIds: ['711433089764242'] }]);
    expect(result?.failed).toEqual([{ key: '711433089864242', error: expect.any(ConflictError) }]);
    expect(textOf(result!.failed[0]!.error)).not.toContain('Somchai');
  });

  it('says of units that may be tried again that nothing was done with them', async () => {
    const { adapter } = fakeLazada(['fulfillment.pack.retry']);
    const [result] = await adapter.fulfillment.pack(access, [local]);
    expect(result?.failed.map(({ error }) => error)).toEqual(Array(2).fill(expect.any(UpstreamUnavailableError)));
  });

  it.each([
    [true, UpstreamUnavailableError],
    [false, OutcomeUnknownError],
  ])('believes Lazada when it says whether a failed unit may be tried again: %p', async (retry, kind) => {
    const row = { order_item_id: 711433089764242, item_err_code: '6', msg: 'busy', retry };
    const data = { pack_order_list: [{ order_id: 711433089564242, order_item_list: [row] }] };
    const { adapter } = fakeLazada([answerOf({ result: { success: true, data }, code: '0' })]);
    const [result] = await adapter.fulfillment.pack(access, [{ ...local, externalLineIds: ['711433089764242'] }]);
    expect(result?.failed).toEqual([{ key: '711433089764242', error: expect.any(kind) }]);
  });

  it('names no carrier where Lazada chooses, even when one is given', async () => {
    const { adapter, seen } = fakeLazada(['fulfillment.pack.ok']);
    await adapter.fulfillment.pack(access, [{ ...local, carrierCode: 'FM49' }]);
    expect(seen[0]?.params['packReq']).not.toContain('FM49');
  });

  it('tries again while Lazada has a lock on the order, as it says that nothing was done', async () => {
    const { adapter, seen } = fakeLazada(['fulfillment.pack.error', 'fulfillment.pack.ok']);
    const [result] = await adapter.fulfillment.pack(access, [local]);
    expect(result?.packages).toHaveLength(1);
    expect(seen).toHaveLength(2);
  });

  it.each<[string, Partial<PackRequest>]>([
    ['the seller chooses and has not', { allocation: 'seller' }],
    ['a number is none of Lazada’s', { orderNumber: '26A/1' }],
    ['a unit is none of Lazada’s', { externalLineIds: ['x'] }],
  ])('does not send an order when %s, and packs the others', async (_case, wrong) => {
    const { adapter, seen } = fakeLazada(['fulfillment.pack.ok']);
    const bad = { ...other, ...wrong };
    const [first, second] = await adapter.fulfillment.pack(access, [bad, local]);
    expect(first).toEqual({
      orderNumber: bad.orderNumber,
      packages: [],
      failed: bad.externalLineIds.map((key) => ({ key, error: expect.any(InvalidRequestError) })),
    });
    expect(second?.packages).toHaveLength(1);
    expect(seen).toHaveLength(1);
  });

  it('sends nothing at all when an order names no unit', async () => {
    const { adapter, seen } = fakeLazada([]);
    const error = await errorOf(adapter.fulfillment.pack(access, [local, { ...other, externalLineIds: [] }]));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(seen).toEqual([]);
  });

  it('halves a batch that is refused as a whole until the one at fault stands alone', async () => {
    const four = orders(4);
    const { adapter, seen } = fakeLazada([
      'fulfillment.pack.refused',
      packedAnswer(four.slice(0, 2)),
      'fulfillment.pack.refused',
      'fulfillment.pack.refused',
      packedAnswer(four.slice(3)),
    ]);
    const results = await adapter.fulfillment.pack(access, four);
    expect(results.map(({ packages, failed }) => [packages.length, failed.length])).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
      [1, 0],
    ]);
    expect(seen).toHaveLength(5);
  });
});

describe('packing whose answer is lost', () => {
  it.each([
    ['no answer came', new SendFailure('timeout', true, 'ECONNABORTED')],
    ['the connection broke', new SendFailure('connection', true, 'ECONNRESET')],
    ['a proxy answered', { status: 502, retryAfterMs: null, contentType: 'text/html', body: '<html>' }],
    [
      'the answer is not whole',
      {
        status: 200,
        retryAfterMs: null,
        contentType: 'application/json',
        body: fixture('fulfillment.pack.ok').replaceAll('"package_id"', '"parcel"'),
      },
    ],
    [
      'the verdict is missing',
      { status: 200, retryAfterMs: null, contentType: 'application/json', body: '{"code":"0"}' },
    ],
    ['the order is missing in it', 'fulfillment.pack.ok-of-another'],
  ])('is said to be unknown of every unit when %s, and not repeated', async (_case, answer) => {
    const another = packedAnswer([other]);
    const { adapter, seen } = fakeLazada([answer === 'fulfillment.pack.ok-of-another' ? another : answer]);
    const [result] = await adapter.fulfillment.pack(access, [local]);
    expect(result?.packages).toEqual([]);
    expect(result?.failed).toEqual(
      units.externalLineIds.map((key) => ({ key, error: expect.any(OutcomeUnknownError) })),
    );
    expect(seen).toHaveLength(1);
  });

  it('does not hide what became of the other batches', async () => {
    const many = orders(45);
    const { adapter, seen } = fakeLazada([
      packedAnswer(many.slice(0, 20)),
      new SendFailure('timeout', true, 'ECONNABORTED'),
      packedAnswer(many.slice(40)),
    ]);
    const results = await adapter.fulfillment.pack(access, many);
    expect(seen).toHaveLength(3);
    expect(results.map(({ orderNumber }) => orderNumber)).toEqual(many.map(({ orderNumber }) => orderNumber));
    const unknown = results.filter(({ failed }) => failed[0]?.error instanceof OutcomeUnknownError);
    expect(unknown.map(({ orderNumber }) => orderNumber)).toEqual(
      many.slice(20, 40).map(({ orderNumber }) => orderNumber),
    );
    expect(results.filter(({ packages }) => packages.length === 1)).toHaveLength(25);
  });

  it('throws once when nothing was done, and says it of each order when something was', async () => {
    const dead = answerOf({ code: 'IllegalAccessToken', request_id: 'r' });
    const nothing = fakeLazada([dead]);
    expect(await errorOf(nothing.adapter.fulfillment.pack(access, orders(45)))).toBeInstanceOf(AuthExpiredError);
    expect(nothing.seen).toHaveLength(1);
    const many = orders(21);
    const some = fakeLazada([packedAnswer(many.slice(0, 20)), dead]);
    const results = await some.adapter.fulfillment.pack(access, many);
    expect(results[19]?.packages).toHaveLength(1);
    expect(results[20]?.failed).toEqual([{ key: '2020', error: expect.any(AuthExpiredError) }]);
  });
});

describe('the calls that a list of orders takes', () => {
  const request = fc.record({
    orderNumber: fc.integer({ min: 1, max: 30 }).map(String),
    externalLineIds: fc.uniqueArray(fc.integer({ min: 1, max: 9_999 }).map(String), { minLength: 1, maxLength: 3 }),
    how: fc.constantFrom<Pick<PackRequest, 'allocation' | 'carrierCode'>>(
      { allocation: 'marketplace' },
      { allocation: 'seller', carrierCode: 'FM49' },
      { allocation: 'seller', carrierCode: 'FM50' },
    ),
  });
  const requests = fc.array(
    request.map(({ how, ...rest }): PackRequest => ({ ...rest, ...how })),
    { maxLength: 120 },
  );

  it('hold each request once, at most 20 orders, one way of shipping, and no order twice', () => {
    fc.assert(
      fc.property(requests, (asked) => {
        const batches = batchesOf(asked);
        expect(new Set(batches.flat())).toEqual(new Set(asked));
        expect(batches.flat()).toHaveLength(asked.length);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(20);
          expect(new Set(batch.map(({ allocation, carrierCode }) => `${allocation}${carrierCode}`)).size).toBe(1);
          expect(new Set(batch.map(({ orderNumber }) => orderNumber)).size).toBe(batch.length);
        }
      }),
    );
  });
});
