import * as fc from 'fast-check';
import type { StockWrite } from '../port/catalog.types.js';
import {
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  RateLimitedError,
} from '../port/errors.js';
import { SendFailure } from '../http/send.js';
import { writeInBatches } from './batches.js';
import { bySku, fromStockResponse, toStockRequest } from './stock.js';
import { WireObject } from '../wire/wire-object.js';
import { access, errorOf, fakeLazada } from './test-lazada.js';

const write = (number: number, quantity = number): StockWrite => ({
  externalItemId: '1001',
  externalSkuId: `200${number}`,
  sellerSku: `A-${number}`,
  quantity,
});
const writes = (count: number): StockWrite[] => Array.from({ length: count }, (_, index) => write(index + 1));
const skusIn = (payload: string | undefined): string[] =>
  [...(payload ?? '').matchAll(/<SellerSku>([^<]*)</g)].map(([, sku]) => sku ?? '');

describe('writing stock', () => {
  it('sets what buyers can order, in XML', () => {
    expect(toStockRequest(bySku([{ ...write(1, 7), sellerSku: `A&<"'` }]))).toBe(
      '<Request><Product><Skus><Sku><ItemId>1001</ItemId><SkuId>2001</SkuId>' +
        '<SellerSku>A&amp;&lt;&quot;&apos;</SellerSku><SellableQuantity>7</SellableQuantity></Sku></Skus></Product></Request>',
    );
  });

  it('calls once for up to 20 SKUs, and answers for each', async () => {
    const { adapter, seen } = fakeLazada(['stock.write.ok', 'stock.write.ok']);
    const result = await adapter.stock.write(access, writes(21));
    expect(result).toEqual({ succeeded: writes(21).map(({ sellerSku }) => sellerSku), failed: [] });
    const call = 'POST https://api.lazada.co.th/rest/product/stock/sellable/update';
    expect(seen.map(({ method, address }) => `${method} ${address}`)).toEqual([call, call]);
    expect(seen.map(({ params }) => skusIn(params['payload']).length)).toEqual([20, 1]);
  });

  it('sends the rest again when some are refused, since nobody says what became of it', async () => {
    const { adapter, seen } = fakeLazada(['stock.write.partial', 'stock.write.ok']);
    const { succeeded, failed } = await adapter.stock.write(access, writes(3));
    expect(succeeded).toEqual(['A-1', 'A-3']);
    expect(failed).toEqual([{ key: 'A-2', error: expect.any(NotFoundError) }]);
    expect(seen.map(({ params }) => skusIn(params['payload']))).toEqual([
      ['A-1', 'A-2', 'A-3'],
      ['A-1', 'A-3'],
    ]);
  });

  it('halves a batch that is refused without a name, down to the one at fault', async () => {
    const { adapter, seen } = fakeLazada([
      'stock.write.unnamed',
      'stock.write.unnamed',
      'stock.write.ok',
      'stock.write.ok',
    ]);
    // The first half is one SKU and refused, the second is accepted.
    const { succeeded, failed } = await adapter.stock.write(access, writes(2));
    expect(failed).toEqual([{ key: 'A-1', error: expect.any(InvalidRequestError) }]);
    expect(succeeded).toEqual(['A-2']);
    expect(seen.map(({ params }) => skusIn(params['payload']))).toEqual([['A-1', 'A-2'], ['A-1'], ['A-2']]);
  });

  it.each(['stock.write.campaign-locked', 'stock.write.channel-locked'])(
    'says that a campaign holds the stock (%s)',
    async (answer) => {
      const { adapter } = fakeLazada([answer]);
      const { failed } = await adapter.stock.write(access, [write(1)]);
      expect(failed).toEqual([{ key: 'A-1', error: expect.any(ConflictError) }]);
      expect(failed[0]?.error.explanation.cause).toBe('A campaign holds stock of this SKU, so it cannot be lowered.');
    },
  );

  it('says that fewer would be left than are sold, when that is said in words only', async () => {
    const { adapter } = fakeLazada(['stock.write.negative-sellable']);
    const { failed } = await adapter.stock.write(access, [write(1)]);
    expect(failed).toEqual([{ key: 'A-1', error: expect.any(ConflictError) }]);
  });

  it('tells of each SKU why it was refused, when one answer refuses several', async () => {
    const { adapter, seen } = fakeLazada(['stock.write.below-promised', 'stock.write.ok']);
    const { succeeded, failed } = await adapter.stock.write(access, writes(3));
    expect(succeeded).toEqual(['A-3']);
    expect(failed).toEqual([
      { key: 'A-1', error: expect.any(ConflictError) },
      { key: 'A-2', error: expect.any(NotFoundError) },
    ]);
    expect(failed[0]?.error).toMatchObject({
      upstreamCode: '212',
      message:
        'Fewer units would be left than are sold or held already. ' +
        'Read the stock, then set a quantity that covers what is promised.',
      fields: [{ field: 'Sku', message: 'Negative sellable', sellerSku: 'A-1', upstreamCode: '212' }],
    });
    expect(skusIn(seen[1]?.params['payload'])).toEqual(['A-3']);
  });

  it('sends the warehouses of a variant together, and names none where there is one', async () => {
    const { adapter, seen } = fakeLazada(['stock.write.ok']);
    const inWarehouse = (warehouseCode: string, quantity: number) => ({ ...write(1, quantity), warehouseCode });
    const result = await adapter.stock.write(access, [
      inWarehouse('dropshipping', 3),
      write(2),
      inWarehouse('WH-2', 4),
    ]);
    expect(result).toEqual({ succeeded: ['A-1', 'A-2'], failed: [] });
    const inventory = (code: string, quantity: number) =>
      `<MultiWarehouseInventory><WarehouseCode>${code}</WarehouseCode>` +
      `<SellableQuantity>${quantity}</SellableQuantity></MultiWarehouseInventory>`;
    expect(seen[0]?.params['payload']).toBe(
      '<Request><Product><Skus>' +
        '<Sku><ItemId>1001</ItemId><SkuId>2001</SkuId><SellerSku>A-1</SellerSku>' +
        `<MultiWarehouseInventories>${inventory('dropshipping', 3)}${inventory('WH-2', 4)}</MultiWarehouseInventories></Sku>` +
        '<Sku><ItemId>1001</ItemId><SkuId>2002</SkuId><SellerSku>A-2</SellerSku><SellableQuantity>2</SellableQuantity></Sku>' +
        '</Skus></Product></Request>',
    );
  });

  it('does not choose between two quantities of one variant', async () => {
    const { adapter, seen } = fakeLazada([]);
    const { failed } = await adapter.stock.write(access, [
      write(1, 3),
      write(1, 4),
      write(2),
      { ...write(2), warehouseCode: 'dropshipping' },
    ]);
    expect(failed.map(({ key, error }) => [key, error.explanation.cause])).toEqual([
      ['A-1', 'The variant comes twice, so it is not known which quantity counts.'],
      ['A-2', 'The variant comes both with a warehouse and without one.'],
    ]);
    expect(seen).toEqual([]);
  });

  it('never sends an unknown quantity, least of all as 0', async () => {
    const { adapter, seen } = fakeLazada([]);
    const { failed } = await adapter.stock.write(access, [write(1, Number.NaN), write(2, -1), write(3, 1.5)]);
    expect(failed.map(({ key, error }) => [key, error.code])).toEqual(
      ['A-1', 'A-2', 'A-3'].map((key) => [key, 'marketplace-invalid-request']),
    );
    expect(seen).toEqual([]);
  });

  it('waits as long as it is told and tries again when there were too many calls: nothing was done', async () => {
    const { adapter, waits, seen } = fakeLazada(['stock.write.throttled', 'stock.write.ok']);
    expect(await adapter.stock.write(access, [write(1)])).toEqual({ succeeded: ['A-1'], failed: [] });
    expect(Math.max(...waits)).toBe(3_000);
    expect(seen).toHaveLength(2);
  });

  it('is never called more than 50 times within any second', async () => {
    const sentAt: number[] = [];
    const { adapter, clock } = fakeLazada(Array<string>(300).fill('stock.write.ok'), {
      // Time moves only when every call that was let through has been sent.
      sleep: (ms) =>
        new Promise((resolve) => {
          setImmediate(() => {
            clock.advance(ms);
            resolve();
          });
        }),
      onCall: ({ operation }) => operation === 'stock.write' && sentAt.push(clock.now().getTime()),
    });
    await Promise.all(Array.from({ length: 300 }, (_, index) => adapter.stock.write(access, [write(index)])));
    expect(sentAt).toHaveLength(300);
    for (const from of sentAt) {
      expect(sentAt.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(50);
    }
  });

  it('throws when nothing at all was done', async () => {
    const { adapter } = fakeLazada(['stock.write.throttled', 'stock.write.throttled', 'stock.write.throttled']);
    const error = await errorOf(adapter.stock.write(access, writes(21)));
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error).toMatchObject({ retryable: true, retryAfterMs: 3_000 });
  });

  it('answers per SKU once something was done, and keeps what is not known apart', async () => {
    const { adapter, seen } = fakeLazada(['stock.write.ok', new SendFailure('timeout', true, 'ECONNABORTED')]);
    const { succeeded, failed } = await adapter.stock.write(access, writes(21));
    expect(succeeded).toHaveLength(20);
    expect(failed).toEqual([{ key: 'A-21', error: expect.any(OutcomeUnknownError) }]);
    expect(seen).toHaveLength(2);
  });

  it('gives every SKU exactly one verdict, whichever are refused and however they are named', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ bad: fc.boolean(), named: fc.boolean() }), { maxLength: 45 }),
        async (plan) => {
          const bad = new Set(plan.flatMap(({ bad: isBad }, index) => (isBad ? [`A-${index + 1}`] : [])));
          const named = new Set(plan.flatMap(({ named: isNamed }, index) => (isNamed ? [`A-${index + 1}`] : [])));
          const refusal = (skus: string[]) =>
            new InvalidRequestError(
              { cause: 'No.', advice: 'Stop.' },
              { marketplace: 'lazada', operation: 'stock.write' },
              skus.map((field) => ({ field, message: 'no' })),
            );
          const { succeeded, failed } = await writeInBatches(writes(plan.length), {
            batchSize: 20,
            invalid: () => null,
            send: (batch) => {
              const wrong = batch.map(({ sellerSku }) => sellerSku).filter((sku) => bad.has(sku));
              return wrong.length === 0
                ? Promise.resolve()
                : Promise.reject(refusal(wrong.filter((sku) => named.has(sku))));
            },
          });
          expect(new Set(failed.map(({ key }) => key))).toEqual(bad);
          expect(succeeded.length + failed.length).toBe(plan.length);
          expect(new Set([...succeeded, ...failed.map(({ key }) => key)]).size).toBe(plan.length);
        },
      ),
    );
  });
});

describe('reading stock', () => {
  it('tells what is sellable, sold and held', async () => {
    const { adapter, seen } = fakeLazada(['catalog.read-product.ok']);
    expect(await adapter.stock.read(access, '2807246166')).toEqual([
      {
        sellerSku: 'BAG-BLK',
        externalSkuId: '13449296008',
        sellable: 17,
        withheld: 1,
        occupied: 2,
        campaignLocked: 5,
        warehouses: [{ warehouseCode: 'dropshipping', sellable: 17, withheld: 1, occupied: 2 }],
      },
    ]);
    expect(seen[0]).toMatchObject({ method: 'GET', params: { item_id: '2807246166' } });
  });

  it.each([
    [
      { Available: 3, quantity: 9, withholdingStock: 1, occupiedStock: 5 },
      { sellable: 3, withheld: 1, occupied: 5 },
    ],
    [
      { sellableStock: '4', quantity: '9' },
      { sellable: 4, withheld: null, occupied: null },
    ],
    [{ quantity: 9 }, { sellable: 9, withheld: null, occupied: null }],
  ])('of the one warehouse, where none is named (%#)', (fields, level) => {
    const details = { marketplace: 'lazada', operation: 'stock.read' };
    const product = WireObject.of({ skus: [{ SkuId: 2001, SellerSku: 'A-1', ...fields }] }, 'data', details);
    expect(fromStockResponse(product)).toEqual([
      {
        ...{ sellerSku: 'A-1', externalSkuId: '2001', campaignLocked: 0, ...level },
        warehouses: [{ warehouseCode: 'dropshipping', ...level }],
      },
    ]);
  });

  it('of each warehouse and of all together', async () => {
    const { adapter } = fakeLazada(['stock.read.warehouses']);
    const [reading] = await adapter.stock.read(access, '2807246166');
    expect(reading).toMatchObject({ sellable: 25, withheld: 1, occupied: 2, campaignLocked: 5 });
    expect(reading?.warehouses.map(({ warehouseCode, sellable }) => [warehouseCode, sellable])).toEqual([
      ['dropshipping', 17],
      ['TH10RV7-WH-10002', 8],
    ]);
  });

  it('fails when there is no such listing', async () => {
    const { adapter } = fakeLazada(['catalog.read-product.error']);
    expect(await errorOf(adapter.stock.read(access, '1'))).toBeInstanceOf(NotFoundError);
  });
});
