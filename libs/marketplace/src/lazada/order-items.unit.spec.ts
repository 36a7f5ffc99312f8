import * as fc from 'fast-check';
import { minorOf, money, sumMoney } from '@pinglu/kernel';
import type { MarketplaceOrderLine } from '../port/order.types.js';
import { mergeRows } from './order-items.js';
import { access, fakeLazada } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';

describe('reading the items of many orders', () => {
  it('asks once for up to 50 orders', async () => {
    const { adapter, seen } = fakeLazada(['orders.items.ok', 'orders.items.ok']);
    await adapter.orders.items(
      access,
      Array.from({ length: 51 }, (_, index) => String(index + 1)),
    );
    expect(seen.map(({ address }) => address)).toEqual(Array(2).fill(`${api}/orders/items/get`));
    expect(seen.map(({ params }) => (JSON.parse(params['order_ids'] ?? '') as number[]).length)).toEqual([50, 1]);
  });

  it('puts units in other states on lines of their own, and tells the packages', async () => {
    const { adapter } = fakeLazada(['orders.items.ok']);
    const [, second] = await adapter.orders.items(access, ['491253082180001', '491253082180002']);
    expect(
      second?.lines.map(({ externalLineIds, quantity, status, reason }) => ({
        externalLineIds,
        quantity,
        status,
        reason,
      })),
    ).toEqual([
      { externalLineIds: ['491253082280011', '491253082280012'], quantity: 2, status: 'packed', reason: null },
      { externalLineIds: ['491253082280013'], quantity: 1, status: 'cancelled', reason: 'Out of stock' },
    ]);
    expect(second?.packages).toEqual([
      {
        packageId: 'FP094612143977611',
        trackingNumber: 'LEXDO0069388114',
        carrier: 'LEX TH',
        externalLineIds: ['491253082280011', '491253082280012'],
        status: 'packed',
      },
    ]);
  });

  it('finds the others when one is not of this shop', async () => {
    const { adapter, seen } = fakeLazada(['orders.items.error', 'orders.items.error', 'orders.items.ok']);
    const found = await adapter.orders.items(access, ['1', '2']);
    expect(seen.map(({ params }) => params['order_ids'])).toEqual(['[1,2]', '[1]', '[2]']);
    expect(found).toHaveLength(2);
  });
});

describe('merging units into lines', () => {
  const unit = fc.record({
    id: fc.integer({ min: 1, max: 10 ** 15 }),
    sku: fc.constantFrom('A', 'B', 'C'),
    price: fc.constantFrom(100n, 250n),
    paid: fc.bigInt({ min: 0n, max: 250n }),
    status: fc.constantFrom('pending', 'canceled'),
  });
  const toUnit = ({
    id,
    sku,
    price,
    paid,
    status,
  }: {
    id: number;
    sku: string;
    price: bigint;
    paid: bigint;
    status: string;
  }): MarketplaceOrderLine => ({
    externalLineIds: [String(id)],
    sellerSku: sku,
    externalItemId: null,
    externalSkuId: null,
    title: 'x',
    quantity: 1,
    unitPrice: money(price, 'THB'),
    paid: money(paid, 'THB'),
    status: status === 'pending' ? 'placed' : 'cancelled',
    rawStatus: status,
    reason: null,
  });
  const units = fc.uniqueArray(unit, { selector: ({ id }) => id, maxLength: 30 }).map((list) => list.map(toUnit));

  it('loses no unit, no id and no satang, and does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(units, fc.infiniteStream(fc.nat()), (rows, chance) => {
        const lines = mergeRows(rows);
        expect(lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(rows.length);
        expect(lines.flatMap(({ externalLineIds }) => externalLineIds).sort()).toEqual(
          rows.flatMap(({ externalLineIds }) => externalLineIds).sort(),
        );
        const paid = (of: readonly MarketplaceOrderLine[]) =>
          minorOf(
            sumMoney(
              of.map((line) => line.paid),
              'THB',
            ),
          );
        expect(paid(lines)).toBe(paid(rows));
        for (const { quantity, externalLineIds } of lines) expect(externalLineIds).toHaveLength(quantity);
        const line = (id: string) => lines.find(({ externalLineIds }) => externalLineIds.includes(id));
        for (const { externalLineIds, sellerSku, unitPrice, rawStatus } of rows) {
          expect(line(externalLineIds[0]!)).toMatchObject({ sellerSku, unitPrice, rawStatus });
        }
        const shuffled = rows
          .map((row) => [chance.next().value as number, row] as const)
          .sort(([a], [b]) => a - b)
          .map(([, row]) => row);
        expect(mergeRows(shuffled)).toEqual(lines);
      }),
    );
  });
});
