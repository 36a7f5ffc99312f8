import { money } from '@pinglu/kernel';
import {
  AuthExpiredError,
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  RateLimitedError,
} from '../port/errors.js';
import { access, answerOf, errorOf, fakeShopee } from './test-shopee.js';

const merchant = { ...access, externalSellerId: '3300042' };
const global = (method: string, name: string) => ({
  ...{ method, path: `/api/v2/global_product/${name}`, subject: 'merchant_id=3300042' },
});
const globalItemId = '8000012345';

describe('global listings', () => {
  const draft = {
    categoryId: '100182',
    title: 'Brass lamp',
    description: '<p>A lamp</p>',
    sellerSku: 'LAMP',
    price: money(8_850n, 'CNY'),
    quantity: 50,
    packageWeightGrams: 401,
    images: ['i1'],
    attributes: { '100010': 'Brass', brand: 'Lampwerk' },
    daysToShip: 3,
  };

  const facts = ['catalog.attributes.ok', 'catalog.brands.ok'];

  it('are made in the merchant’s currency', async () => {
    const { adapter, seen } = fakeShopee([
      ...facts,
      'global-listings.create.ok',
      ...facts,
      'global-listings.create.error',
    ]);
    expect(await adapter.globalListings.create(merchant, draft)).toBe(globalItemId);
    expect(seen[0]).toMatchObject(global('GET', 'get_attribute_tree'));
    expect(seen[1]).toMatchObject(global('GET', 'get_brand_list'));
    expect(seen[2]).toMatchObject(global('POST', 'add_global_item'));
    expect(seen[2]?.body).toEqual({
      category_id: 100182,
      global_item_name: 'Brass lamp',
      description: 'A lamp',
      global_item_sku: 'LAMP',
      original_price: 88.5,
      weight: 0.401,
      pre_order: { days_to_ship: 3 },
      seller_stock: [{ stock: 50 }],
      image: { image_id_list: ['i1'] },
      brand: { brand_id: 1130063, original_brand_name: 'Lampwerk' },
      attribute_list: [{ attribute_id: 100010, attribute_value_list: [{ value_id: 2001 }] }],
    });
    expect(await errorOf(adapter.globalListings.create(merchant, draft))).toBeInstanceOf(InvalidRequestError);
  });

  it('are not made twice when the answer does not say their number', async () => {
    const { adapter } = fakeShopee([...facts, answerOf({ response: {} })]);
    expect(await errorOf(adapter.globalListings.create(merchant, draft))).toBeInstanceOf(OutcomeUnknownError);
  });

  it('are listed by a cursor that is a text', async () => {
    const { adapter, seen } = fakeShopee([
      ...['global-listings.list.ok', 'global-listings.list.last', 'global-listings.list.error'],
    ]);
    const first = await adapter.globalListings.list(merchant);
    expect(first.items).toEqual([{ globalItemId, updatedAt: new Date(1_790_000_000_000) }]);
    expect((await adapter.globalListings.list(merchant, first.nextCursor)).nextCursor).toBeNull();
    expect(seen[0]).toEqual({ ...global('GET', 'get_global_item_list'), query: { offset: '', page_size: '50' } });
    expect(seen[1]?.query['offset']).toBe('eyJuIjo1MH0=');
    expect(await errorOf(adapter.globalListings.list(merchant))).toBeInstanceOf(AuthExpiredError);
  });

  it('have stock and prices, each written by a call of its own', async () => {
    const { adapter, seen } = fakeShopee([
      ...['global-listings.write-stock.ok', 'global-listings.write-stock.error'],
      ...['global-listings.write-prices.error', 'global-listings.write-prices.ok'],
    ]);
    const stock = await adapter.globalListings.writeStock(merchant, [
      { globalItemId, quantity: 5 },
      { globalItemId, globalModelId: '9007199254740993', quantity: 6 },
    ]);
    expect(stock).toEqual({
      succeeded: [globalItemId],
      failed: [{ key: `${globalItemId}/9007199254740993`, error: expect.any(NotFoundError) }],
    });
    const price = money(9_000n, 'CNY');
    const prices = await adapter.globalListings.writePrices(merchant, [
      { globalItemId: '1', price },
      { globalItemId, price },
    ]);
    expect(prices).toEqual({
      succeeded: [globalItemId],
      failed: [{ key: '1', error: expect.any(InvalidRequestError) }],
    });
    expect(seen[0]).toMatchObject({
      ...global('POST', 'update_stock'),
      body: { global_item_id: 8000012345, stock_list: [{ seller_stock: [{ stock: 5 }] }] },
    });
    expect(seen[1]?.text).toContain('"global_model_id":9007199254740993');
    expect(seen[3]).toMatchObject({
      ...global('POST', 'update_price'),
      body: { global_item_id: 8000012345, price_list: [{ original_price: 90 }] },
    });
  });

  it('throw when nothing at all was written', async () => {
    const { adapter } = fakeShopee(Array<string>(3).fill('global-listings.write-prices.throttled'));
    const write = adapter.globalListings.writePrices(merchant, [{ globalItemId, price: money(1n, 'CNY') }]);
    expect(await errorOf(write)).toBeInstanceOf(RateLimitedError);
  });

  it('can be published to shops of the countries that we sell in', async () => {
    const { adapter, seen } = fakeShopee([
      ...['global-listings.publishable-shops.ok', 'global-listings.publishable-shops.error'],
    ]);
    expect(await adapter.globalListings.publishableShops(merchant, globalItemId)).toEqual([
      { externalShopId: '220012001', country: 'SG' },
      { externalShopId: '220012002', country: 'MY' },
    ]);
    expect(seen[0]).toEqual({ ...global('GET', 'get_publishable_shop'), query: { global_item_id: globalItemId } });
    expect(await errorOf(adapter.globalListings.publishableShops(merchant, '1'))).toBeInstanceOf(NotFoundError);
  });

  it('are published by a task whose number has more digits than a JSON number holds', async () => {
    const { adapter, seen } = fakeShopee([
      ...['global-listings.publish.ok', 'global-listings.publication.running', 'global-listings.publish.error'],
    ]);
    const target = { externalShopId: '220012001', country: 'SG' } as const;
    const taskId = await adapter.globalListings.publish(merchant, globalItemId, target);
    expect(taskId).toBe('202011300000012008');
    expect(await adapter.globalListings.publication(merchant, taskId)).toEqual({ state: 'running' });
    expect(seen[0]).toMatchObject({
      ...global('POST', 'create_publish_task'),
      body: {
        global_item_id: 8000012345,
        shop_id: 220012001,
        shop_region: 'SG',
        item: { item_status: 'NORMAL' },
      },
    });
    expect(seen[1]).toEqual({
      ...global('GET', 'get_publish_task_result'),
      query: { publish_task_id: '202011300000012008' },
    });
    expect(await errorOf(adapter.globalListings.publish(merchant, globalItemId, target))).toBeInstanceOf(ConflictError);
  });

  it.each([
    ['ok', { state: 'published', externalShopId: '220012001', externalItemId: '3000142399' }],
    ['failed', { state: 'failed', reason: 'Name is too long' }],
  ])('say in the end what became of it (%s)', async (answer, outcome) => {
    const { adapter } = fakeShopee([`global-listings.publication.${answer}`]);
    expect(await adapter.globalListings.publication(merchant, '1')).toEqual(outcome);
  });

  it('have no other tasks', async () => {
    const { adapter } = fakeShopee(['global-listings.publication.error']);
    expect(await errorOf(adapter.globalListings.publication(merchant, '1'))).toBeInstanceOf(NotFoundError);
  });
});
