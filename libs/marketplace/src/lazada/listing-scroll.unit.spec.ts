import * as fc from 'fast-check';
import type { ListingsQuery } from '../port/catalog.types.js';
import { InvalidRequestError, NotSupportedError } from '../port/errors.js';
import { WireObject } from '../wire/wire-object.js';
import { readListings } from './listing-scroll.js';
import { access, errorOf, fakeLazada } from './test-lazada.js';
import type { ProductsQuery } from './wire.js';

const now = new Date('2026-01-02T00:00:00.000Z');
const nowSeconds = now.getTime() / 1_000;

interface Product {
  readonly id: number;
  readonly sellerSku: string;
  updatedMs: number;
}

type Order = (one: Product, other: Product) => number;
const orders: Readonly<Record<string, Order>> = {
  oldest: (one, other) => one.updatedMs - other.updatedMs || one.id - other.id,
  newest: (one, other) => other.updatedMs - one.updatedMs || one.id - other.id,
  byId: (one, other) => one.id - other.id,
};

/** A shop that answers as Lazada does, in an order of its own, and changes between two calls. */
function shopOf(
  products: readonly Product[],
  order: Order,
  change: (call: number, query: ProductsQuery) => void = () => undefined,
) {
  const asked: ProductsQuery[] = [];
  const ask = (query: ProductsQuery): Promise<WireObject> => {
    change(asked.length, query);
    asked.push(query);
    const after = Date.parse(query.update_after);
    const before = query.update_before === undefined ? Infinity : Date.parse(query.update_before);
    const skus = query.sku_seller_list === undefined ? null : (JSON.parse(query.sku_seller_list) as string[]);
    const found = products
      // Neither bound is counted in: the strictest reading.
      .filter(({ updatedMs }) => updatedMs > after && updatedMs < before)
      .filter(({ sellerSku }) => skus === null || skus.includes(sellerSku))
      .sort(order);
    const page = found.slice(Number(query.offset), Number(query.offset) + Number(query.limit));
    const details = { marketplace: 'lazada', operation: 'catalog.listProducts' };
    const rows = page.map(({ id, updatedMs }) => ({
      ...{ item_id: id, primary_category: 1, status: 'Active', updated_time: String(updatedMs) },
      ...{ attributes: { name: `Product ${id}` }, skus: [] },
    }));
    return Promise.resolve(WireObject.of({ total_products: found.length, products: rows }, 'data', details));
  };
  return { ask, asked };
}

async function readAll(query: ListingsQuery, ask: (query: ProductsQuery) => Promise<WireObject>): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await readListings({ query: { ...query, cursor }, country: 'TH', now, ask });
    found.push(...page.items.map(({ externalItemId }) => externalItemId));
    ({ nextCursor: cursor } = page);
  } while (cursor !== null);
  return found;
}

const products = (count: number, updatedMs: (index: number) => number): Product[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ id: index + 1, sellerSku: `A-${index + 1}` },
    updatedMs: updatedMs(index),
  }));
const idsOf = (shop: readonly Product[]): string[] => shop.map(({ id }) => String(id));
const missing = (shop: readonly Product[], found: readonly string[]): string[] =>
  idsOf(shop).filter((id) => !found.includes(id));

describe('listing what a shop has', () => {
  it('asks as Lazada wants it, and leaves deleted listings out', async () => {
    const { adapter, seen } = fakeLazada(['catalog.list-products.ok']);
    const { items, nextCursor } = await adapter.catalog.listProducts(access, {
      status: 'live',
      updatedSince: new Date('2025-12-31T17:00:00Z'),
      updatedUntil: new Date('2026-01-01T17:00:00Z'),
      sellerSkus: ['A-1'],
    });
    expect(seen).toEqual([
      {
        method: 'GET',
        address: 'https://api.lazada.co.th/rest/products/get',
        params: {
          filter: 'live',
          update_after: '2025-12-31T23:59:59+07:00',
          update_before: '2026-01-02T00:00:00+07:00',
          offset: '0',
          limit: '50',
          options: '1',
          sku_seller_list: '["A-1"]',
        },
      },
    ]);
    // Oldest change first, though the answer was not in that order.
    expect(items.map(({ externalItemId }) => externalItemId)).toEqual(['2807246166', '2']);
    expect(nextCursor).toBeNull();
  });

  it('answers deleted listings to those who ask for them', async () => {
    const { adapter, seen } = fakeLazada(['catalog.list-products.ok']);
    const { items } = await adapter.catalog.listProducts(access, { status: 'deleted' });
    expect(items).toHaveLength(3);
    expect(seen[0]?.params['filter']).toBe('deleted');
  });

  it('reads an answer without a list, and one with quoted numbers', async () => {
    const { adapter } = fakeLazada(['catalog.list-products.empty', 'catalog.list-products.quoted']);
    expect(await adapter.catalog.listProducts(access, {})).toEqual({ items: [], nextCursor: null });
    expect((await adapter.catalog.listProducts(access, {})).items).toHaveLength(1);
  });

  it('fails as Lazada says, and with a cursor of something else', async () => {
    const { adapter } = fakeLazada(['catalog.list-products.error']);
    expect(await errorOf(adapter.catalog.listProducts(access, {}))).toBeInstanceOf(InvalidRequestError);
    expect(await errorOf(adapter.catalog.listProducts(access, { cursor: '1.2' }))).toBeInstanceOf(InvalidRequestError);
  });

  it('asks nothing when no seller SKU is named', async () => {
    const { adapter, seen } = fakeLazada([]);
    expect(await adapter.catalog.listProducts(access, { sellerSkus: [] })).toEqual({ items: [], nextCursor: null });
    expect(seen).toEqual([]);
  });

  it('looks for seller SKUs a hundred at a time', async () => {
    const shop = products(120, (index) => (nowSeconds - 1_000_000 + index * 60) * 1_000);
    const { ask, asked } = shopOf(shop, orders['byId']!);
    const found = await readAll({ sellerSkus: shop.map(({ sellerSku }) => sellerSku) }, ask);
    expect(missing(shop, found)).toEqual([]);
    const batches = new Set(asked.map(({ sku_seller_list: list }) => list));
    expect([...batches].map((list) => (JSON.parse(list ?? '[]') as string[]).length)).toEqual([100, 20]);
  });

  it.each(Object.keys(orders))('finds every listing of a shop with years of changes (%s first)', async (order) => {
    const shop = products(1_000, (index) => (nowSeconds - (index % 7) * 20_000_000 - index * 31) * 1_000 + 123);
    const { ask, asked } = shopOf(shop, orders[order]!);
    const found = await readAll({}, ask);
    expect(missing(shop, found)).toEqual([]);
    expect(asked.length).toBeLessThan(400);
  });

  it.each(Object.keys(orders))('reads a second in which more changed than fits in a page (%s first)', async (order) => {
    const shop = products(230, () => (nowSeconds - 86_400) * 1_000 + 500);
    const { ask } = shopOf(shop, orders[order]!);
    expect(missing(shop, await readAll({}, ask))).toEqual([]);
  });

  it.each(Object.keys(orders))('skips none when listings leave that second meanwhile (%s first)', async (order) => {
    const shop = products(230, () => (nowSeconds - 86_400) * 1_000 + 500);
    const second = shop[0]!.updatedMs;
    const [, , , unlucky] = shop.slice(150);
    // Before each page, so many of those in front leave that the unlucky one moves up to a page that was read already.
    const { ask } = shopOf(shop, orders[order]!, (call, { offset }) => {
      const list = shop.filter(({ updatedMs }) => updatedMs === second).sort(orders[order]);
      const places = list.indexOf(unlucky!) - Number(offset) + 1;
      if (Number(offset) === 0 || places < 1 || places > 50) return;
      for (const left of list.slice(0, places)) left.updatedMs = now.getTime() + call;
    });
    expect(missing(shop, await readAll({}, ask))).toEqual([]);
  });

  it('says so when a second holds more than can be listed', async () => {
    const shop = products(10_100, () => (nowSeconds - 86_400) * 1_000 + 500);
    const { ask } = shopOf(shop, orders['byId']!);
    await expect(readAll({}, ask)).rejects.toBeInstanceOf(NotSupportedError);
  });

  it('finds each listing whatever the order, the times and the changes meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(orders)),
        fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 160 }),
        fc.array(fc.nat(), { maxLength: 40 }),
        async (order, ages, touched) => {
          const shop = products(ages.length, (index) => (nowSeconds - ages[index]!) * 1_000);
          const { ask } = shopOf(shop, orders[order]!, (call) => {
            const changed = shop[(touched[call] ?? shop.length) % Math.max(1, shop.length)];
            if (changed && touched[call] !== undefined) changed.updatedMs = now.getTime() + call;
          });
          expect(missing(shop, await readAll({}, ask))).toEqual([]);
        },
      ),
    );
  });
});
