import { money } from '@pinglu/kernel';
import {
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  NotSupportedError,
  OutcomeUnknownError,
  PermissionDeniedError,
  RateLimitedError,
} from '../port/errors.js';
import { access as shopAccess, answerOf, errorOf, fakeShopee, textOf } from './test-shopee.js';

const access = { ...shopAccess, externalSellerId: '440055001' };
const at = (method: string, name: string) => ({
  ...{ method, path: `/api/v2/livestream/${name}`, subject: 'user_id=440055001' },
});
const sessionId = '6236215';
const draft = { title: 'Friday lamps', coverUrl: 'https://cf.shopee.sg/file/id-1113-cover', rehearsal: false };
const key = { externalItemId: '3000142341', externalShopId: '220011001' };
const row = { item_id: 3000142341, shop_id: 220011001 };

describe('a livestream session', () => {
  it('has a cover that is uploaded by the host', async () => {
    const { adapter, seen } = fakeShopee(['live.upload-cover.ok', 'live.upload-cover.error']);
    const image = { bytes: new Uint8Array([1]), fileName: 'c.png', contentType: 'image/png' } as const;
    expect(await adapter.live.uploadCover(access, image)).toBe(draft.coverUrl);
    expect(seen[0]).toMatchObject({ ...at('POST', 'upload_image'), body: { image: { fileName: 'c.png', size: 1 } } });
    expect(await errorOf(adapter.live.uploadCover(access, image))).toBeInstanceOf(InvalidRequestError);
  });

  it('is made, and changed', async () => {
    const { adapter, seen } = fakeShopee(['live.create.ok', 'live.update.ok', 'live.update.error']);
    expect(await adapter.live.create(access, { ...draft, description: 'All of brass' })).toBe(sessionId);
    await adapter.live.update(access, sessionId, draft);
    const body = { title: 'Friday lamps', cover_image_url: draft.coverUrl, is_test: false };
    expect(seen[0]).toMatchObject({ ...at('POST', 'create_session'), body: { ...body, description: 'All of brass' } });
    expect(seen[1]).toMatchObject({ ...at('POST', 'update_session'), body: { session_id: 6236215, ...body } });
    expect(await errorOf(adapter.live.update(access, sessionId, draft))).toBeInstanceOf(InvalidRequestError);
  });

  it.each([
    ['live.create.error', ConflictError],
    ['live.create.no-permission', PermissionDeniedError],
  ])('may not be made (%s)', async (answer, kind) => {
    const { adapter } = fakeShopee([answer]);
    expect(await errorOf(adapter.live.create(access, draft))).toBeInstanceOf(kind);
  });

  it('keeps every digit of an id beyond 2^53, and is not made twice when it has none', async () => {
    const { adapter, seen } = fakeShopee(['live.create.beyond', 'live.end.ok', answerOf({ response: {} })]);
    const id = await adapter.live.create(access, draft);
    expect(id).toBe('9007199254740993');
    await adapter.live.end(access, id);
    expect(seen[1]?.text).toBe('{"session_id":9007199254740993}');
    expect(await errorOf(adapter.live.create(access, draft))).toBeInstanceOf(OutcomeUnknownError);
  });

  it('is read with what its stream needs', async () => {
    const { adapter, seen } = fakeShopee(['live.read.ok']);
    expect(await adapter.live.read(access, sessionId)).toEqual({
      sessionId,
      title: 'Friday lamps',
      status: 'live',
      rawStatus: '1',
      shareUrl: 'https://live.shopee.co.id/share?from=live&session=6236215',
      startedAt: new Date(1_790_000_100_000),
      endedAt: null,
      stream: {
        pushUrl: 'rtmp://push.live.example/live',
        streamKey: 'id-live-1-6236215?secret=invented',
        playUrl: 'http://play.live.example/live/id-live-1-6236215.flv',
        domainId: '57',
      },
    });
    expect(seen[0]).toEqual({ ...at('GET', 'get_session_detail'), query: { session_id: sessionId } });
  });

  it('has times in seconds or in milliseconds, and may have no stream yet', async () => {
    const { adapter } = fakeShopee(['live.read.milliseconds', 'live.read.planned', 'live.read.strange']);
    expect(await adapter.live.read(access, sessionId)).toMatchObject({
      status: 'ended',
      startedAt: new Date(1_790_000_100_123),
      endedAt: new Date(1_790_003_700_456),
    });
    expect(await adapter.live.read(access, sessionId)).toMatchObject({
      ...{ status: 'planned', startedAt: null, stream: null },
    });
    expect(await adapter.live.read(access, sessionId)).toMatchObject({ status: 'unrecognized', rawStatus: '7' });
  });

  it('may not be there; no error repeats the token or the key', async () => {
    const { adapter } = fakeShopee(['live.read.error']);
    const error = await errorOf(adapter.live.read(access, '1'));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(textOf(error)).not.toMatch(new RegExp(`${access.accessToken}|secret=`));
  });

  it('is started at its domain, and ended', async () => {
    const { adapter, seen } = fakeShopee(['live.start.ok', 'live.end.ok', 'live.start.error', 'live.end.error']);
    await adapter.live.start(access, sessionId, '57');
    await adapter.live.end(access, sessionId);
    expect(seen[0]).toMatchObject({ ...at('POST', 'start_session'), body: { session_id: 6236215, domain_id: 57 } });
    expect(seen[1]).toMatchObject({ ...at('POST', 'end_session'), body: { session_id: 6236215 } });
    expect(await errorOf(adapter.live.start(access, sessionId, '57'))).toBeInstanceOf(ConflictError);
    expect(await errorOf(adapter.live.end(access, sessionId))).toBeInstanceOf(ConflictError);
  });
});

describe('the line-up', () => {
  const calls = {
    addItems: ['add-items', 'add_item_list', ConflictError],
    removeItems: ['remove-items', 'delete_item_list', NotFoundError],
    orderItems: ['order-items', 'update_item_list', ConflictError],
  } as const;

  it.each(['addItems', 'removeItems', 'orderItems'] as const)('is changed by %s', async (name) => {
    const [sample, path, kind] = calls[name];
    const { adapter, seen } = fakeShopee([`live.${sample}.ok`, `live.${sample}.error`]);
    await adapter.live[name](access, sessionId, [key]);
    expect(seen[0]).toMatchObject({ ...at('POST', path), body: { session_id: 6236215, item_list: [row] } });
    expect(await errorOf(adapter.live[name](access, sessionId, [key]))).toBeInstanceOf(kind);
  });

  it('is read page by page, in the shop’s currency where none is said', async () => {
    const { adapter, seen } = fakeShopee(['live.items.ok', 'live.items.last', 'live.items.error']);
    const { items, nextCursor } = await adapter.live.items(access, sessionId);
    expect(items).toEqual([
      { ...key, position: 1, title: 'Brass lamp', price: money(1_290n, 'SGD') },
      { ...key, externalItemId: '3000142342', position: 2, title: 'Brass lamp', price: money(300n, 'SGD') },
    ]);
    expect(await adapter.live.items(access, sessionId, nextCursor)).toEqual({ items: [], nextCursor: null });
    expect(seen.map(({ query }) => query)).toEqual([
      { session_id: sessionId, offset: '0', page_size: '100' },
      { session_id: sessionId, offset: '100', page_size: '100' },
    ]);
    expect(seen[0]).toMatchObject(at('GET', 'get_item_list'));
    expect(await errorOf(adapter.live.items(access, sessionId))).toBeInstanceOf(InvalidRequestError);
  });

  it('puts one listing before the viewers, and takes it away', async () => {
    const { adapter, seen } = fakeShopee(['live.show.ok', 'live.show.ok', 'live.show.error']);
    await adapter.live.show(access, sessionId, key);
    await adapter.live.show(access, sessionId, null);
    expect(seen[0]).toMatchObject({ ...at('POST', 'update_show_item'), body: { session_id: 6236215, ...row } });
    expect(seen[1]).toMatchObject({ ...at('POST', 'delete_show_item'), body: { session_id: 6236215 } });
    expect(await errorOf(adapter.live.show(access, sessionId, key))).toBeInstanceOf(ConflictError);
  });

  it('tells which is before them', async () => {
    const { adapter, seen } = fakeShopee(['live.shown.ok', 'live.shown.none', 'live.shown.error']);
    expect(await adapter.live.shown(access, sessionId)).toMatchObject({ ...key, position: null });
    expect(await adapter.live.shown(access, sessionId)).toBeNull();
    expect(seen[0]).toEqual({ ...at('GET', 'get_show_item'), query: { session_id: sessionId } });
    expect(await errorOf(adapter.live.shown(access, sessionId))).toBeInstanceOf(PermissionDeniedError);
  });

  it('takes sets of listings', async () => {
    const { adapter, seen } = fakeShopee([
      ...['live.item-sets.ok', 'live.apply-item-sets.ok', 'live.item-sets.error', 'live.apply-item-sets.error'],
    ]);
    const { items } = await adapter.live.itemSets(access);
    expect(items).toEqual([{ itemSetId: '77', name: 'Lamps', itemCount: 12 }]);
    await adapter.live.applyItemSets(access, sessionId, ['77', '9007199254740993']);
    expect(seen[0]).toEqual({ ...at('GET', 'get_item_set_list'), query: { offset: '0', page_size: '100' } });
    expect(seen[1]).toMatchObject(at('POST', 'apply_item_set'));
    expect(seen[1]?.text).toBe('{"session_id":6236215,"item_set_ids":[77,9007199254740993]}');
    expect(await errorOf(adapter.live.itemSets(access))).toBeInstanceOf(NotSupportedError);
    const refused = await errorOf(adapter.live.applyItemSets(access, sessionId, ['1']));
    expect(refused).toBeInstanceOf(NotFoundError);
  });
});

describe('the audience', () => {
  it('is counted since the session began', async () => {
    const { adapter, seen } = fakeShopee(['live.metrics.ok', 'live.metrics.error']);
    expect(await adapter.live.metrics(access, sessionId)).toEqual({
      sales: money(123_450n, 'SGD'),
      orders: 9,
      addedToCart: 20,
      clickRate: '0.035',
      // JSON has it as 1e-7.
      conversionRate: '0.0000001',
      viewersNow: 120,
      viewersPeak: 300,
      views: 5000,
      likes: 1000,
      comments: 55,
      shares: 7,
      averageViewingSeconds: 93,
    });
    expect(seen[0]).toEqual({ ...at('GET', 'get_session_metric'), query: { session_id: sessionId } });
    expect(await errorOf(adapter.live.metrics(access, sessionId))).toBeInstanceOf(ConflictError);
  });

  it('is counted for each listing', async () => {
    const { adapter, seen } = fakeShopee(['live.item-metrics.ok', ...Array<string>(3).fill('live.item-metrics.error')]);
    expect(await adapter.live.itemMetrics(access, sessionId)).toEqual({
      items: [{ ...key, clicks: 50, addedToCart: 20, unitsSold: 9 }],
      nextCursor: null,
    });
    expect(seen[0]).toMatchObject(at('GET', 'get_session_item_metric'));
    expect(await errorOf(adapter.live.itemMetrics(access, sessionId))).toBeInstanceOf(RateLimitedError);
  });

  it('is heard: pages overlap, and an empty one is the end', async () => {
    const { adapter, seen } = fakeShopee(['live.comments.ok', 'live.comments.again', 'live.comments.none']);
    const comments = await adapter.live.comments(access, sessionId);
    expect(comments.map(({ commentId }) => commentId)).toEqual(['1', '2', '3']);
    expect(comments[0]).toEqual({
      commentId: '1',
      text: 'How big is it?',
      at: new Date(1_790_000_200_000),
      viewerId: '880000001',
      viewerName: 'viewer_1',
    });
    expect(seen.map(({ query }) => query['offset'])).toEqual(['0', '2', '3']);
    expect(seen[0]).toMatchObject(at('GET', 'get_latest_comment_list'));
  });

  it.each([0, 1])('is not asked forever when the same comments come again (%#)', async (step) => {
    const page = (next_offset: number) =>
      answerOf({
        response: { next_offset, list: [{ comment_id: 1, content: 'a', timestamp: 1_790_000_200, user_id: 2 }] },
      });
    const { adapter, seen } = fakeShopee([page(9), page(9 + step), page(9 + 2 * step)]);
    expect(await adapter.live.comments(access, sessionId)).toHaveLength(1);
    expect(seen).toHaveLength(2);
  });

  it('is not heard before the session', async () => {
    const { adapter } = fakeShopee(['live.comments.error']);
    expect(await errorOf(adapter.live.comments(access, sessionId))).toBeInstanceOf(ConflictError);
  });

  it('is answered', async () => {
    const { adapter, seen } = fakeShopee(['live.comment.ok', 'live.comment.error']);
    expect(await adapter.live.comment(access, sessionId, 'Ten inches')).toBe('4');
    expect(seen[0]).toMatchObject({
      ...at('POST', 'post_comment'),
      body: { session_id: 6236215, content: 'Ten inches' },
    });
    expect(await errorOf(adapter.live.comment(access, sessionId, ''))).toBeInstanceOf(InvalidRequestError);
  });

  it('can be muted, and heard again', async () => {
    const { adapter, seen } = fakeShopee(['live.mute-viewer.ok', 'live.mute-viewer.ok', 'live.mute-viewer.error']);
    await adapter.live.muteViewer(access, sessionId, '880000001', true);
    await adapter.live.muteViewer(access, sessionId, '880000001', false);
    expect(seen[0]).toMatchObject({
      ...at('POST', 'ban_user_comment'),
      body: { session_id: 6236215, ban_user_id: 880000001 },
    });
    expect(seen[1]).toMatchObject({
      ...at('POST', 'unban_user_comment'),
      body: { session_id: 6236215, unban_user_id: 880000001 },
    });
    expect(await errorOf(adapter.live.muteViewer(access, sessionId, '1', true))).toBeInstanceOf(ConflictError);
  });
});
