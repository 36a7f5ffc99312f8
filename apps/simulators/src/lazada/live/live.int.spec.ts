import { DEMO_SELLER_ID, LOCAL_SELLER_ID } from '../seller/seller.js';
import { startTestShop } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

// Real: the simulator over HTTP, driven by a published client.
describe('a live room', () => {
  let shop: Shop;
  let itemIds: string[];

  beforeAll(async () => {
    shop = await startTestShop();
    await shop.connect();
    itemIds = [(await shop.create('LIVE-1', '5')).ItemId, (await shop.create('LIVE-2', '5')).ItemId];
    await shop.control('POST', '/live', { presenterId: 500_209, shop: DEMO_SELLER_ID, itemIds: itemIds.slice(0, 1) });
    await shop.control('POST', '/live', { presenterId: 7, shop: LOCAL_SELLER_ID });
  });
  afterAll(() => shop.stop());

  const highlight = (change: Record<string, unknown> = {}) =>
    shop.post('/lazlive/product/highlight', {
      highLightRequest: JSON.stringify({
        itemId: Number(itemIds[0]),
        presenterId: 500_209,
        action: 'HIGHLIGHT_START',
        ...change,
      }),
    });

  it('shows one of its products to its viewers', async () => {
    expect((await shop.control('GET', '/live/500209')).body).toEqual({
      presenterId: 500_209,
      shop: DEMO_SELLER_ID,
      itemIds: itemIds.slice(0, 1),
      highlighted: null,
    });
    expect(await highlight()).toMatchObject({ code: '0', data: { success: true } });
    expect((await shop.control('GET', '/live/500209')).body).toMatchObject({ highlighted: itemIds[0] });
  });

  it.each([
    ['another action', () => ({ action: 'HIGHLIGHT_STOP' }), 'BIZ_INVALID_ARGUMENT'],
    ['a presenter who is not on air', () => ({ presenterId: 8 }), 'BIZ_LIVE_NOT_FOUND'],
    ["another shop's presenter", () => ({ presenterId: 7 }), 'BIZ_USER_NOT_PERMITTED'],
    ['a product that there is not', () => ({ itemId: 1 }), 'BIZ_INVALID_PRODUCT'],
    ['a product that the room does not have', () => ({ itemId: Number(itemIds[1]) }), 'BIZ_NOT_LIVE_PRODUCT'],
  ])('refuses %s', async (_name, change, code) => {
    expect(await highlight(change())).toMatchObject({ code, type: 'ISP' });
  });

  it('needs to be told what to show, and is opened for products of its shop only', async () => {
    expect(await shop.post('/lazlive/product/highlight')).toMatchObject({ code: 'MissingParameter' });
    const foreign = { presenterId: 9, shop: LOCAL_SELLER_ID, itemIds };
    expect((await shop.control('POST', '/live', foreign)).status).toBe(409);
    expect((await shop.control('POST', '/live', { presenterId: 9, shop: 'none' })).status).toBe(400);
    expect((await shop.control('DELETE', '/live/7')).body).toEqual({ closed: true });
    expect((await shop.control('GET', '/live/7')).status).toBe(404);
  });
});
