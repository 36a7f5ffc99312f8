import * as fc from 'fast-check';
import { SendFailure } from '../http/send.js';
import type { StockWrite } from '../port/catalog.types.js';
import {
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  RateLimitedError,
  type MarketplaceError,
} from '../port/errors.js';
import { modelIdOf, writeRows } from './item-rows.js';
import { access, errorOf, fakeShopee, type SeenRequest } from './test-shopee.js';

const write = (number: number, quantity = 7): StockWrite => ({
  externalItemId: '3000142341',
  externalSkuId: `900000000000${number}`,
  sellerSku: `A-${number}`,
  quantity,
});
const writes = (count: number): StockWrite[] => Array.from({ length: count }, (_, index) => write(index + 1));
const rowsIn = (request: SeenRequest | undefined) =>
  ((request?.body ?? {}) as { stock_list: { model_id: number; seller_stock: object[] }[] }).stock_list;

describe('writing stock', () => {
  it('sets what buyers can order of a variant', async () => {
    const { adapter, seen } = fakeShopee(['stock.write.ok']);
    expect(await adapter.stock.write(access, [write(1)])).toEqual({ succeeded: ['A-1'], failed: [] });
    expect(seen).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/api/v2/product/update_stock',
        subject: 'shop_id=220011001',
        query: {},
        body: { item_id: 3000142341, stock_list: [{ model_id: 9000000000001, seller_stock: [{ stock: 7 }] }] },
      }),
    ]);
  });

  it('names a listing without variants by the model 0', async () => {
    const { adapter, seen } = fakeShopee(['stock.write.simple']);
    const simple = { ...write(1), externalSkuId: '3000142341' };
    expect(await adapter.stock.write(access, [simple])).toEqual({ succeeded: ['A-1'], failed: [] });
    expect(rowsIn(seen[0])[0]?.model_id).toBe(0);
  });

  it('keeps every digit of an id beyond 2^53', async () => {
    const { adapter, seen } = fakeShopee(['stock.write.all-done']);
    const beyond = '9007199254740993';
    await adapter.stock.write(access, [{ ...write(1), externalItemId: beyond, externalSkuId: '9007199254740995' }]);
    expect(seen[0]?.text).toContain(`"item_id":${beyond},`);
    expect(seen[0]?.text).toContain('"model_id":9007199254740995,');
  });

  it('calls once for up to fifty variants of a listing, and once for each listing', async () => {
    const { adapter, seen } = fakeShopee(Array<string>(3).fill('stock.write.all-done'));
    const other = { ...write(1), externalItemId: '2', sellerSku: 'B-1' };
    const { succeeded, failed } = await adapter.stock.write(access, [...writes(51), other]);
    expect([succeeded.length, failed]).toEqual([52, []]);
    expect(seen.map((request) => rowsIn(request).length)).toEqual([50, 1, 1]);
  });

  it('tells of each variant why it was refused, when others were written', async () => {
    const { adapter } = fakeShopee(['stock.write.partial']);
    const { succeeded, failed } = await adapter.stock.write(access, writes(3));
    expect(succeeded).toEqual(['A-1']);
    expect(failed).toEqual([
      { key: 'A-2', error: expect.any(ConflictError) },
      { key: 'A-3', error: expect.any(NotFoundError) },
    ]);
    expect(failed[0]?.error).toMatchObject({
      fields: [{ field: null, message: 'Stock should be larger than reserved stock.' }],
    });
  });

  it('tells of each variant why it was refused, when all were, which Shopee calls an error', async () => {
    const { adapter, seen } = fakeShopee(['stock.write.all-refused']);
    const { succeeded, failed } = await adapter.stock.write(access, writes(3));
    expect(succeeded).toEqual([]);
    expect(failed.map(({ key, error }) => [key, error.constructor, error.upstreamCode])).toEqual([
      ['A-1', ConflictError, 'product.error_busi'],
      ['A-2', NotFoundError, 'product.error_busi'],
      // Not named; refused with the whole call.
      ['A-3', ConflictError, 'product.error_busi'],
    ]);
    expect(failed[0]?.error.explanation.cause).toContain('holds a part of this stock');
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['stock.write.error', ConflictError],
    ['stock.write.not-found', NotFoundError],
    ['stock.write.location', InvalidRequestError],
  ])('tells it of every variant when the call as a whole is refused (%s)', async (answer, kind) => {
    const { adapter } = fakeShopee(Array<string>(3).fill(answer));
    const { failed } = await adapter.stock.write(access, writes(2));
    expect(failed.map(({ key, error }) => [key, error.constructor])).toEqual([
      ['A-1', kind],
      ['A-2', kind],
    ]);
  });

  it('halves a call that is refused for what it says, down to the one at fault', async () => {
    const { adapter, seen } = fakeShopee([...['stock.write.invalid', 'stock.write.ok', 'stock.write.invalid']]);
    const { succeeded, failed } = await adapter.stock.write(access, writes(2));
    expect(succeeded).toEqual(['A-1']);
    expect(failed).toEqual([{ key: 'A-2', error: expect.any(InvalidRequestError) }]);
    expect(seen.map((request) => rowsIn(request).length)).toEqual([2, 1, 1]);
  });

  it('does not take for written what the answer leaves out while it speaks of others', async () => {
    const { adapter } = fakeShopee(['stock.write.silent']);
    const { succeeded, failed } = await adapter.stock.write(access, writes(2));
    expect(succeeded).toEqual(['A-1']);
    expect(failed).toEqual([{ key: 'A-2', error: expect.any(OutcomeUnknownError) }]);
  });

  it('sends the warehouses of a variant in one row, and answers for them together', async () => {
    const { adapter, seen } = fakeShopee(['stock.write.warehouses', 'stock.write.warehouse-refused']);
    const rows = [
      { ...write(1, 3), warehouseCode: 'IDZ' },
      { ...write(1, 4), warehouseCode: 'IDW' },
    ];
    expect(await adapter.stock.write(access, rows)).toEqual({ succeeded: ['A-1'], failed: [] });
    expect(rowsIn(seen[0])).toEqual([
      {
        model_id: 9000000000001,
        seller_stock: [
          { location_id: 'IDZ', stock: 3 },
          { location_id: 'IDW', stock: 4 },
        ],
      },
    ]);
    const { failed } = await adapter.stock.write(access, rows);
    expect(failed).toEqual([{ key: 'A-1', error: expect.any(ConflictError) }]);
    expect(failed[0]?.error).toMatchObject({ fields: [{ field: 'IDW' }] });
  });

  it('sends nothing of which it is not known what it would set', async () => {
    const { adapter, seen } = fakeShopee([]);
    const { failed } = await adapter.stock.write(access, [
      ...[write(1, Number.NaN), write(2, -1), write(3, 1.5), write(4, 1), write(4, 2), write(5, 1)],
      { ...write(5, 1), warehouseCode: 'IDZ' },
    ]);
    expect(failed.map(({ key, error }) => [key, error.explanation.cause])).toEqual([
      ...['A-1', 'A-2', 'A-3'].map((key) => [key, 'The quantity is not a whole number from 0.']),
      ['A-4', 'The variant comes twice, so it is not known which quantity counts.'],
      ['A-5', 'The variant comes both with a warehouse and without one.'],
    ]);
    expect(seen).toEqual([]);
  });

  it('throws when nothing at all was done, and answers for each once something was', async () => {
    const throttled = Array<string>(3).fill('stock.write.throttled');
    const none = fakeShopee(throttled);
    expect(await errorOf(none.adapter.stock.write(access, writes(2)))).toBeInstanceOf(RateLimitedError);
    const some = fakeShopee(['stock.write.all-done', new SendFailure('timeout', true, 'ECONNABORTED')]);
    const { succeeded, failed } = await some.adapter.stock.write(access, writes(51));
    expect(succeeded).toHaveLength(50);
    expect(failed).toEqual([{ key: 'A-51', error: expect.any(OutcomeUnknownError) }]);
  });

  it('answers for every variant exactly once, whichever are refused and how', async () => {
    const details = { marketplace: 'shopee', operation: 'stock.write' };
    const explanation = { cause: 'No.', advice: 'Stop.' };
    const fate = fc.constantFrom('done', 'row refused', 'call invalid', 'call conflict', 'never sent');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ item: fc.nat(3), fate }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 7 }),
        async (plan, rowsPerCall) => {
          const all = plan.map(({ item }, index) => ({ ...write(index), externalItemId: `${item}` }));
          const fateOf = ({ sellerSku }: { sellerSku: string }) => plan[Number(sellerSku.slice(2))]?.fate;
          const invalid = new InvalidRequestError(explanation, details);
          const { succeeded, failed } = await writeRows(all, {
            rowsPerCall,
            problemOf: (row) => (fateOf(row) === 'never sent' ? invalid : null),
            send: (itemId, rows) => {
              expect(rows.length).toBeLessThanOrEqual(rowsPerCall);
              expect(rows.every(({ externalItemId }) => externalItemId === itemId)).toBe(true);
              const fates = rows.map(fateOf);
              if (fates.includes('call invalid')) return Promise.reject(invalid);
              if (fates.includes('call conflict')) return Promise.reject(new ConflictError(explanation, details));
              const verdict = (row: { sellerSku: string }): MarketplaceError | null =>
                fateOf(row) === 'row refused' ? new ConflictError(explanation, details) : null;
              return Promise.resolve(verdict);
            },
          });
          const answered = [...succeeded, ...failed.map(({ key }) => key)];
          expect(answered.toSorted()).toEqual(all.map(({ sellerSku }) => sellerSku).toSorted());
          expect(succeeded.every((key) => plan[Number(key.slice(2))]?.fate === 'done')).toBe(true);
          const conflicts = plan.some((one) => one.fate === 'call conflict');
          const done = plan.filter((one) => one.fate === 'done').length;
          // Whoever stands in one call with a row at fault is written all the same.
          if (!conflicts) expect(succeeded).toHaveLength(done);
        },
      ),
    );
  });

  it('names every variant by its own model', () => {
    expect(modelIdOf({ externalItemId: '1', externalSkuId: '1' })).toBe('0');
    expect(modelIdOf({ externalItemId: '1', externalSkuId: '2' })).toBe('2');
  });
});

describe('reading stock', () => {
  it('counts what promotions have reserved as sellable, since what is written is both together', async () => {
    const { adapter } = fakeShopee(['catalog.read-product.simple']);
    expect(await adapter.stock.read(access, '3000142341')).toEqual([
      {
        ...{ sellerSku: 'LAMP', externalSkuId: '3000142341' },
        ...{ sellable: 25, withheld: null, occupied: null, campaignLocked: 5, warehouses: [] },
      },
    ]);
  });

  it('of variants is asked beside the listing', async () => {
    const { adapter, seen } = fakeShopee(['catalog.read-product.with-models', 'catalog.models.ok']);
    const readings = await adapter.stock.read(access, '3000142341');
    expect(readings.map(({ sellerSku, sellable, campaignLocked }) => [sellerSku, sellable, campaignLocked])).toEqual([
      ['LAMP-BLACK-M', 10, 0],
      ['LAMP-GOLD-M', 12, 2],
    ]);
    expect(seen.map(({ path, query }) => [path, query])).toEqual([
      ['/api/v2/product/get_item_base_info', { item_id_list: '3000142341' }],
      ['/api/v2/product/get_model_list', { item_id: '3000142341' }],
    ]);
  });

  it('of each warehouse and of all together', async () => {
    const { adapter } = fakeShopee(['stock.read.warehouses']);
    const [reading] = await adapter.stock.read(access, '3000142341');
    expect(reading).toMatchObject({ sellable: 24, campaignLocked: 4 });
    expect(reading?.warehouses.map(({ warehouseCode, sellable }) => [warehouseCode, sellable])).toEqual([
      ['IDZ', 12],
      ['IDW', 12],
    ]);
  });

  it.each(['catalog.read-product.none', 'catalog.read-product.error'])(
    'fails when there is no such listing (%s)',
    async (answer) => {
      const { adapter } = fakeShopee([answer]);
      expect(await errorOf(adapter.stock.read(access, '1'))).toBeInstanceOf(NotFoundError);
    },
  );
});
