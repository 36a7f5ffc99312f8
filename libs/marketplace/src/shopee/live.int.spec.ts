import { ConflictError } from '../port/errors.js';
import { greyPng } from '../conformance/test-png.js';
import { caught } from '../conformance/conformance-stage.js';
import { all, livestreamApp, ShopeeLife } from './test-life.js';

// Real: the adapter and the stand-in over HTTP, which keeps apps and kinds of signature apart.
describe('a livestream from the cover to the end', () => {
  const shop = '220011002';
  const host = String(2 * Number(shop));
  let life: ShopeeLife;
  let seller: ShopeeLife;

  beforeAll(async () => {
    life = await ShopeeLife.start({}, livestreamApp);
    seller = life;
    await life.connect('local');
  });
  afterAll(() => life.stop());

  const live = () => life.adapter.live;
  const access = () => ({ ...life.access(host), country: 'TH' });
  const cover = () =>
    live().uploadCover(access(), { bytes: greyPng(400), fileName: 'cover.png', contentType: 'image/png' });

  /** Items of the shop, as the stand-in tells them. */
  async function itemsOnSale(): Promise<{ externalItemId: string; externalShopId: string; sellerSku: string }[]> {
    const { shops } = (await seller.control('GET', 'shops')) as {
      shops: { shop: string; skus: { itemId: string; sellerSku: string }[] }[];
    };
    const skus = shops.find((one) => one.shop === shop)?.skus ?? [];
    const first = new Map(skus.map(({ itemId, sellerSku }) => [itemId, sellerSku]));
    return [...first].map(([externalItemId, sellerSku]) => ({ externalItemId, externalShopId: shop, sellerSku }));
  }

  it('is made, filled, started, watched, sold from, commented on and ended', async () => {
    const items = await itemsOnSale();
    expect(items.length).toBeGreaterThan(1);
    const keys = items.map(({ externalItemId, externalShopId }) => ({ externalItemId, externalShopId }));
    const draft = { title: 'Friday tees', coverUrl: await cover(), rehearsal: false };
    const sessionId = await live().create(access(), draft);
    await live().update(access(), sessionId, { ...draft, title: 'Friday tees, live' });

    // The line-up, before anybody watches.
    await live().addItems(access(), sessionId, keys);
    await live().orderItems(access(), sessionId, keys.toReversed());
    const lineUp = () => all((cursor) => live().items(access(), sessionId, cursor));
    expect((await lineUp()).map(({ externalItemId, position }) => [externalItemId, position])).toEqual(
      keys.toReversed().map(({ externalItemId }, index) => [externalItemId, index + 1]),
    );
    await live().removeItems(access(), sessionId, keys.slice(1));
    expect((await lineUp()).map(({ externalItemId }) => externalItemId)).toEqual([keys[0]!.externalItemId]);
    const sets = await all((cursor) => live().itemSets(access(), cursor));
    await live().applyItemSets(
      access(),
      sessionId,
      sets.map(({ itemSetId }) => itemSetId),
    );
    expect((await lineUp()).length).toBeGreaterThanOrEqual(1);

    const planned = await live().read(access(), sessionId);
    expect(planned).toMatchObject({ title: 'Friday tees, live', status: 'planned', startedAt: null, endedAt: null });
    expect(await caught(live().show(access(), sessionId, keys[0]!))).toBeInstanceOf(ConflictError);

    await live().start(access(), sessionId, planned.stream?.domainId ?? '');
    expect(await caught(live().create(access(), draft))).toBeInstanceOf(ConflictError);
    const running = await live().read(access(), sessionId);
    expect(running.status).toBe('live');
    // Milliseconds or seconds, it is now.
    expect(Math.abs(running.startedAt!.getTime() - life.now.getTime())).toBeLessThan(120_000);

    await live().show(access(), sessionId, keys[0]!);
    expect(await live().shown(access(), sessionId)).toMatchObject(keys[0]!);
    await live().show(access(), sessionId, null);
    expect(await live().shown(access(), sessionId)).toBeNull();

    await life.control('PUT', `livestreams/${sessionId}/audience`, { viewers: 500, commentsPerViewerHour: 0 });
    const { commentId } = (await life.control('POST', `livestreams/${sessionId}/comments`, {
      content: 'Which size?',
      userId: 880_000_123,
    })) as { commentId: number };
    const ownId = await live().comment(access(), sessionId, 'All sizes');
    const comments = await live().comments(access(), sessionId);
    const texts = comments.map((comment) => [comment.commentId, comment.text]);
    expect(texts).toEqual([
      [String(commentId), 'Which size?'],
      [ownId, 'All sizes'],
    ]);
    await live().muteViewer(access(), sessionId, comments[0]!.viewerId, true);
    await live().muteViewer(access(), sessionId, comments[0]!.viewerId, false);

    await seller.buy(shop, items[0]!.sellerSku, 2);
    await life.control('POST', 'clock', { advance: '10m' });
    const metrics = await live().metrics(access(), sessionId);
    expect(metrics).toMatchObject({ orders: 1, sales: { currency: 'THB' } });
    expect(metrics.viewersPeak).toBeGreaterThan(0);
    expect(metrics.views).toBeGreaterThan(0);
    const sold = (await all((cursor) => live().itemMetrics(access(), sessionId, cursor))).find(
      ({ externalItemId }) => externalItemId === keys[0]!.externalItemId,
    );
    expect(sold?.unitsSold).toBe(2);
    // Comments of ten minutes ago are gone for good.
    expect(await live().comments(access(), sessionId)).toEqual([]);

    await live().end(access(), sessionId);
    const ended = await live().read(access(), sessionId);
    expect(ended.status).toBe('ended');
    expect(ended.endedAt!.getTime()).toBeGreaterThan(ended.startedAt!.getTime());
    expect(await caught(live().end(access(), sessionId))).toBeInstanceOf(ConflictError);
    expect(await live().metrics(access(), sessionId)).toMatchObject({ orders: 1 });
    await live().create(access(), draft);
  });

  it('belongs to an app of its own: another one may not', async () => {
    const erp = await ShopeeLife.start();
    try {
      await erp.connect('local');
      const strange = { ...erp.access(shop), externalSellerId: host };
      const error = await caught(erp.adapter.live.itemSets(strange));
      expect(error).toBeInstanceOf(Error);
      expect(error).toMatchObject({ marketplace: 'shopee' });
    } finally {
      await erp.stop();
    }
  });
});
