import { startTestShop } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

// Real: the simulator over HTTP, driven by a published client.
describe('the list of products', () => {
  let shop: Shop;
  let ids: string[];

  beforeAll(async () => {
    shop = await startTestShop();
    await shop.connect();
    ids = [];
    for (const number of [1, 2, 3]) {
      ids.push((await shop.create(`LIST-${number}`, number === 3 ? '0' : '5')).ItemId);
      await shop.control('POST', '/clock', { advance: '1h' });
    }
  });
  afterAll(() => shop.stop());

  const list = async (parameters: Record<string, unknown>) =>
    (await shop.get('/products/get', parameters)).data as {
      total_products: number;
      products: { item_id: number; created_time: string; skus: Record<string, unknown>[] }[];
    };
  const found = async (parameters: Record<string, unknown>) =>
    (await list(parameters)).products.map((one) => ids.indexOf(String(one.item_id)) + 1);

  it.each([
    [{ filter: 'all' }, [1, 2, 3]],
    [{ filter: 'live' }, [1, 2, 3]],
    [{}, [1, 2, 3]],
    [{ filter: 'sold-out' }, [3]],
    [{ filter: 'inactive' }, []],
    [{ filter: 'deleted' }, []],
    [{ filter: 'pending' }, []],
    [{ filter: 'rejected' }, []],
    [{ filter: 'all', offset: '1', limit: '1' }, [2]],
    [{ filter: 'all', sku_seller_list: '["LIST-1","LIST-3","LIST"]' }, [1, 3]],
    [{ filter: 'all', sku_seller_list: "['LIST-2']" }, [2]],
  ])('for %j holds %j', async (parameters, expected) => {
    expect(await found(parameters)).toEqual(expected);
  });

  it('is narrowed by when products were made and changed', async () => {
    const { products } = await list({ filter: 'all' });
    const iso = (ms: string) => new Date(Number(ms)).toISOString();
    const second = iso(products[1]!.created_time);
    expect(await found({ filter: 'all', create_after: second })).toEqual([2, 3]);
    expect(await found({ filter: 'all', create_before: second })).toEqual([1, 2]);
    expect(await found({ filter: 'all', update_after: second, update_before: second })).toEqual([2]);
  });

  it('counts all that were found, whatever the page', async () => {
    expect(await list({ filter: 'all', limit: '1' })).toMatchObject({ total_products: 3 });
    expect(await list({ filter: 'deleted' })).toEqual({ total_products: 0, products: [] });
  });

  it('shows more of the stock when it is asked to', async () => {
    await shop.order('LIST-1', 2);
    const [plain] = (await list({ filter: 'all' })).products[0]!.skus;
    expect(plain).not.toHaveProperty('sellableStock');
    const [detailed] = (await list({ filter: 'all', options: '1' })).products[0]!.skus;
    expect(detailed).toMatchObject({
      sellableStock: 3,
      occupiedStock: 2,
      dropshippingStock: 5,
      fulfilmentStock: 0,
      preorderStock: 0,
      withholdingStock: 0,
    });
  });

  it.each([
    [{ filter: 'everything' }, '36'],
    [{ filter: 'all', limit: '51' }, '19'],
    [{ filter: 'all', limit: '0' }, '19'],
    [{ filter: 'all', offset: '10001' }, '14'],
    [{ filter: 'all', offset: '-1' }, '14'],
    [{ filter: 'all', create_after: '2026-01-01' }, '17'],
    [{ filter: 'all', sku_seller_list: 'LIST-1' }, '70'],
    [{ filter: 'all', sku_seller_list: JSON.stringify(Array.from({ length: 101 }, String)) }, '70'],
  ])('is refused for %j', async (parameters, code) => {
    expect(await shop.get('/products/get', parameters)).toMatchObject({ code, type: 'ISP' });
  });

  it('does not let one shop read the product of another', async () => {
    const item = (item_id: unknown) => shop.get('/product/item/get', { item_id });
    expect(await item('1')).toMatchObject({ code: '208' });
    expect(await shop.get('/product/item/get', { seller_sku: 'LIST-1' })).toMatchObject({ code: '4193' });
    expect(await shop.get('/product/item/get')).toMatchObject({ code: 'MissingParameter' });
    const token = shop.token;
    await shop.connect('local');
    expect(await item(ids[0])).toMatchObject({ code: 'EDIT_ITEM_NOT_BELONG_SELLER' });
    shop.useToken(token);
    expect((await item(ids[0])).data).toMatchObject({ item_id: Number(ids[0]) });
  });
});
