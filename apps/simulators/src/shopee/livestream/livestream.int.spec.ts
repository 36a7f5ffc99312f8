import { ONE_PIXEL } from '../media/image.js';
import { DEMO_SHOP_ID, findShop } from '../shop/shop.js';
import { lamp, startTestPlatform, uploadPicture, type Caller, type TestPlatform } from '../test-seller.js';

const HOST = findShop(DEMO_SHOP_ID)!.userId;

// Real: the simulator over HTTP, with strict signatures.
describe('livestreams', () => {
  let platform: TestPlatform;
  let shop: Caller;
  let host: Caller;
  let itemId: number;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    await platform.control('POST', '/reset', {});
    shop = await platform.shop('demo', DEMO_SHOP_ID);
    host = await platform.user('demo', HOST);
    const { response } = await shop.post('product/add_item', lamp(await uploadPicture(shop)));
    itemId = Number(response['item_id']);
  });

  const get = (name: string, params: Record<string, unknown> = {}) => host.get(`livestream/${name}`, params);
  const post = (name: string, body: Record<string, unknown> = {}) => host.post(`livestream/${name}`, body);
  const create = async (title = 'Friday lamps'): Promise<number> => {
    const image = await host.upload('livestream/upload_image', {}, [{ part: 'image', bytes: ONE_PIXEL }]);
    const cover_image_url = image.response['image_url'];
    const { response } = await post('create_session', { title, description: '', cover_image_url, is_test: false });
    return Number(response['session_id']);
  };
  const bag = () => ({ item_list: [{ item_id: itemId, shop_id: DEMO_SHOP_ID }] });
  const go = async (): Promise<number> => {
    const session_id = await create();
    await post('add_item_list', { session_id, ...bag() });
    const { response } = await get('get_session_detail', { session_id });
    const { domain_id } = response['stream_url_list'] as { domain_id: number };
    expect((await post('start_session', { session_id, domain_id })).error).toBe('');
    return session_id;
  };
  const metric = async (session_id: number) =>
    (await get('get_session_metric', { session_id })).response as Record<string, number>;
  const sell = (quantity: number) =>
    platform.control('POST', '/orders', {
      orders: [{ shop: String(DEMO_SHOP_ID), lines: [{ sellerSku: 'LAMP', quantity }] }],
    });

  it('are described, started and ended, with times in milliseconds as the sample has them', async () => {
    const session_id = await go();
    const before = await get('get_session_detail', { session_id });
    expect(before.response).toMatchObject({ session_id, title: 'Friday lamps', status: 1, end_time: 0 });
    expect(Number(before.response['start_time'])).toBeGreaterThan(1e12);
    expect(before.response['stream_url_list']).toMatchObject({ push_key: expect.stringContaining('?secret=') });
    expect((await post('end_session', { session_id })).response).toEqual({});
    expect((await get('get_session_detail', { session_id })).response).toMatchObject({
      status: 2,
      title: 'Friday lamps',
    });
    expect(await post('end_session', { session_id })).toMatchObject({
      error: 'error_data',
      message: `The session(session_id:${session_id}) is ended`,
      response: {},
    });
  });

  it('run one at a time for one host', async () => {
    const first = await go();
    const image = 'https://cf.shopee.sg/file/cover';
    expect(await post('create_session', { title: 'Second', cover_image_url: image })).toMatchObject({
      error: 'error_data',
      message: `The last session(session_id:${first}) is still ongoing, please end it first`,
    });
  });

  it('begun in the app are ended only there', async () => {
    const { body } = await platform.control('POST', '/livestreams', { user: HOST, title: 'From my phone' });
    const session_id = Number(body['sessionId']);
    expect((await post('end_session', { session_id })).message).toMatch(/started through Shopee App or Live PC$/);
    await platform.control('POST', `/livestreams/${session_id}/end`);
    expect((await get('get_session_detail', { session_id })).response).toMatchObject({ status: 2 });
  });

  it('are nobody else’s', async () => {
    const session_id = await create();
    const other = await platform.user('local', 2 * 220_011_002);
    expect((await other.get('livestream/get_session_detail', { session_id })).message).toBe(
      `The session(session_id:${session_id}) is not belong to you`,
    );
  });

  it.each([
    [
      'create_session',
      { title: 'x'.repeat(201), cover_image_url: 'https://a.example/b' },
      'error_data',
      /^The title cannot exceed 200/,
    ],
    ['create_session', { cover_image_url: 'https://a.example/b' }, 'error_param', /^Invalid title$/],
    ['create_session', { title: 'T', cover_image_url: 'cover' }, 'error_param', /^Invalid cover_image_url$/],
    ['start_session', { session_id: 1, domain_id: 1 }, 'error_data', /^The session\(session_id:1\) is not exist$/],
    ['start_session', {}, 'error_param', /^Invalid session_id$/],
  ])('refuse %s %j', async (name, body, error, message) => {
    expect(await post(name, body)).toMatchObject({ error, message: expect.stringMatching(message), response: {} });
  });

  it('have a bag whose items are numbered, shown and reordered', async () => {
    const session_id = await go();
    const page = { session_id, offset: 0, page_size: 10 };
    expect((await get('get_item_list', page)).response).toMatchObject({
      more: false,
      list: [{ item_no: 1, item_id: itemId, name: 'Brass lamp', price_info: { currency: 'SGD', current_price: 15.5 } }],
    });
    expect((await get('get_item_list', { ...page, page_size: 101 })).message).toBe(
      'Invalid page_size, page_size must larger than 0 and cannot exceed 100',
    );
    expect((await get('get_item_count', { session_id })).response).toEqual({ item_count: 1, max_item_count: 100 });
    expect((await get('get_show_item', { session_id })).response).toEqual({ has_show_item: false });
    await post('update_show_item', { session_id, item_id: itemId, shop_id: DEMO_SHOP_ID });
    expect((await get('get_show_item', { session_id })).response).toMatchObject({
      has_show_item: true,
      item: { item_no: 1 },
    });
    expect(
      (await post('add_item_list', { session_id, item_list: [{ item_id: 5, shop_id: DEMO_SHOP_ID }] })).message,
    ).toBe('Item(item_id:5) is not exist');
    expect((await post('update_item_list', { session_id, item_list: [] })).error).toBe('error_param');
    expect((await post('update_item_list', { session_id, ...bag() })).error).toBe('');
    expect((await post('delete_item_list', { session_id, ...bag() })).error).toBe('');
    expect((await get('get_show_item', { session_id })).response).toEqual({ has_show_item: false });
  });

  it('offer items that the host likes, had before, or keeps in sets', async () => {
    const page = { offset: 0, page_size: 10 };
    expect((await get('get_like_item_list', page)).response).toMatchObject({ list: [{ item_id: itemId }] });
    const sets = (await get('get_item_set_list', page)).response['list'] as {
      item_set_id: number;
      item_count: number;
    }[];
    expect(sets).toMatchObject([{ item_count: 1 }]);
    const session_id = await create();
    await post('apply_item_set', { session_id, item_set_ids: [sets[0]!.item_set_id] });
    expect((await get('get_item_count', { session_id })).response).toMatchObject({ item_count: 1 });
    expect((await get('get_recent_item_list', page)).response).toMatchObject({ list: [{ item_id: itemId }] });
    expect((await post('apply_item_set', { session_id, item_set_ids: [7] })).message).toBe(
      'The item set 7 you provided is not exist',
    );
    const items = await get('get_item_set_item_list', { item_set_id: sets[0]!.item_set_id, ...page });
    expect(items.response).toMatchObject({ list: [{ item_id: itemId }] });
  });

  it('count viewers by the clock and orders from the shop, and never take back what was counted', async () => {
    const waiting = await create();
    expect((await get('get_session_metric', { session_id: waiting })).message).toMatch(/is not ongoing$/);
    await sell(1);
    const session_id = await go();
    await platform.control('PUT', `/livestreams/${session_id}/audience`, {
      curve: [
        [0, 0],
        [60, 600],
        [120, 100],
      ],
    });
    await platform.advance('60s');
    const peak = await metric(session_id);
    expect(peak['ccu']).toBeGreaterThan(550);
    expect(peak).toMatchObject({ orders: 0, gmv: 0 });
    await sell(2);
    await platform.advance('120s');
    const later = await metric(session_id);
    expect(later).toMatchObject({ ccu: 100, orders: 1, gmv: 31 });
    for (const name of ['views', 'likes', 'comments', 'peak_ccu', 'atc'])
      expect(later[name]).toBeGreaterThanOrEqual(peak[name]!);
    expect(later['co']).toBeGreaterThan(0);
    const items = await get('get_session_item_metric', { session_id, offset: 0, page_size: 10 });
    expect(items.response).toMatchObject({ list: [{ item: { item_id: itemId }, metric: { sold_items: 2 } }] });
    await post('end_session', { session_id });
    await platform.advance('1h');
    await sell(1);
    expect(await metric(session_id)).toMatchObject({ ccu: 0, orders: 1, views: later['views'] });
  });

  it('let comments be read for ten seconds only, and hosts answer and ban', async () => {
    const session_id = await go();
    await platform.control('PUT', `/livestreams/${session_id}/audience`, { viewers: 0 });
    await platform.advance('1m');
    const { body } = await platform.control('POST', `/livestreams/${session_id}/comments`, {
      content: 'Still there?',
      userId: 880_000_007,
    });
    const read = async (offset = 0) => {
      const { response } = await get('get_latest_comment_list', { session_id, offset });
      return response as { next_offset: number; list: { comment_id: number; content: string; user_id: number }[] };
    };
    const first = await read();
    expect(first.list).toMatchObject([
      { comment_id: body['commentId'], content: 'Still there?', user_id: 880_000_007 },
    ]);
    expect((await read(first.next_offset)).list).toEqual([]);
    const posted = await post('post_comment', { session_id, content: 'Yes, twelve!' });
    expect((await read(first.next_offset)).list.map((one) => one.comment_id)).toEqual([posted.response['comment_id']]);
    await post('ban_user_comment', { session_id, ban_user_id: 880_000_007 });
    expect((await read()).list.map((one) => one.content)).toEqual(['Yes, twelve!']);
    await post('unban_user_comment', { session_id, unban_user_id: 880_000_007 });
    expect((await read()).list).toHaveLength(2);
    await platform.advance('11s');
    expect((await read()).list).toEqual([]);
    expect((await post('post_comment', { session_id, content: ' ' })).message).toBe('Cannot send empty comment');
    expect((await post('ban_user_comment', { session_id, ban_user_id: HOST })).message).toBe(
      'You can not ban yourself',
    );
    expect((await post('ban_user_comment', { session_id, ban_user_id: 12 })).message).toBe(
      'The user(user_id:12) is not exist',
    );
  });

  it('belong to an app of their own kind', async () => {
    expect((await shop.get('livestream/get_item_count', { session_id: 1 })).error).toBe('error_param');
  });
});
