import { money } from '@pinglu/kernel';
import { caught } from '../conformance/conformance-stage.js';
import type { ListingDraft } from '../port/catalog.types.js';
import { ConflictError, OutcomeUnknownError, RetryableMarketplaceError } from '../port/errors.js';
import { ShopeeLife } from './test-life.js';

const shop = '220011001';

// Real: the adapter and the stand-in over HTTP.
describe('what a promotion holds', () => {
  let life: ShopeeLife;

  beforeAll(async () => {
    life = await ShopeeLife.start();
    await life.connect('demo');
  });
  afterAll(() => life.stop());

  async function publish(skus: readonly string[]) {
    const draft = await life.world.draft(life.access(shop), skus);
    const { externalItemId, variants } = await life.adapter.catalog.createProduct(life.access(shop), draft);
    const write = (sellerSku: string) => ({
      ...{ externalItemId, sellerSku },
      externalSkuId: variants.find((one) => one.sellerSku === sellerSku)!.externalSkuId,
    });
    return { externalItemId, write };
  }

  it('cannot be taken away by a write of stock; the other variant is written, and each has its own reason', async () => {
    const { externalItemId, write } = await publish(['PROMO-A', 'PROMO-B']);
    const { stock } = life.adapter;
    const access = life.access(shop);
    await life.world.holdForCampaign('PROMO-A', 30);
    const some = await stock.write(access, [
      { ...write('PROMO-A'), quantity: 10 },
      { ...write('PROMO-B'), quantity: 5 },
    ]);
    expect(some).toEqual({ succeeded: ['PROMO-B'], failed: [{ key: 'PROMO-A', error: expect.any(ConflictError) }] });
    const alone = await stock.write(access, [{ ...write('PROMO-A'), quantity: 10 }]);
    expect(alone.failed[0]?.error).toMatchObject({
      upstreamCode: 'product.error_busi',
      fields: [{ message: 'Stock should be larger than reserved stock.' }],
    });
    const enough = await stock.write(access, [{ ...write('PROMO-A'), quantity: 30 }]);
    expect(enough.succeeded).toEqual(['PROMO-A']);
    const readings = await stock.read(access, externalItemId);
    expect(readings.map(({ sellerSku, sellable, campaignLocked }) => [sellerSku, sellable, campaignLocked])).toEqual([
      ['PROMO-A', 30, 30],
      ['PROMO-B', 5, 0],
    ]);
  });

  it('keeps its price, and its stock too while it is frozen', async () => {
    const { write } = await publish(['FROZEN-A', 'FROZEN-B']);
    const access = life.access(shop);
    await life.world.holdForCampaign('FROZEN-A', 1);
    const prices = await life.adapter.prices.write(access, [
      { ...write('FROZEN-A'), price: money(18_900n, 'SGD') },
      { ...write('FROZEN-B'), price: money(18_900n, 'SGD') },
    ]);
    expect(prices).toEqual({
      succeeded: ['FROZEN-B'],
      failed: [{ key: 'FROZEN-A', error: expect.any(ConflictError) }],
    });
    await life.control('POST', 'faults', { kind: 'stock-freeze', count: 1 });
    const frozen = await life.adapter.stock.write(access, [{ ...write('FROZEN-B'), quantity: 3 }]);
    expect(frozen.failed[0]?.error.explanation.cause).toContain('holds a part of this stock or this price');
    const thawed = await life.adapter.stock.write(access, [{ ...write('FROZEN-B'), quantity: 3 }]);
    expect(thawed.succeeded).toEqual(['FROZEN-B']);
  });
});

describe('a listing whose making was cut short', () => {
  let life: ShopeeLife;

  beforeAll(async () => {
    life = await ShopeeLife.start();
    await life.connect('demo');
  });
  afterAll(() => life.stop());

  const read = (sellerSku: string) => life.adapter.catalog.readProduct(life.access(shop), { sellerSku });
  const create = (draft: ListingDraft) => life.adapter.catalog.createProduct(life.access(shop), draft);
  const onSale = async (sku: string) => {
    const { shops } = (await life.control('GET', 'shops')) as {
      shops: { shop: string; skus: { sellerSku: string; status: string }[] }[];
    };
    const skus = shops.find((one) => one.shop === shop)?.skus ?? [];
    return skus.filter(({ sellerSku, status }) => sellerSku.startsWith(sku) && !status.endsWith('DELETE'));
  };

  it.each([
    ['CUT-1', 'before it had variants', 'product/init_tier_variation', 'error-before-commit'],
    ['CUT-2', 'while it got its variants', 'product/init_tier_variation', 'hang-up-after-commit'],
    ['CUT-3', 'before it was put on sale', 'product/update_item', 'error-before-commit'],
  ])('%s: %s it counts for none, and is taken away by the next attempt', async (sku, _, path, kind) => {
    const skus = [`${sku}-A`, `${sku}-B`];
    const draft = await life.world.draft(life.access(shop), skus);
    await life.control('POST', 'faults', { kind, count: 3, path: `/api/v2/${path}` });
    const error = await caught(create(draft));
    expect(error instanceof OutcomeUnknownError || error instanceof RetryableMarketplaceError).toBe(true);
    await life.control('DELETE', 'faults');
    const access = life.access(shop);
    for (const sellerSku of skus) expect(await read(sellerSku)).toBeNull();
    const listed = (await life.adapter.catalog.listProducts(access, { status: 'inactive' })).items;
    expect(listed.flatMap(({ variants }) => variants)).toEqual([]);

    const { externalItemId } = await create(draft);
    const published = await read(skus[0]!);
    expect(published).toMatchObject({ externalItemId, status: 'live' });
    expect(published?.variants.map(({ sellerSku }) => sellerSku)).toEqual(skus);
    expect((await onSale(sku)).map(({ sellerSku }) => sellerSku)).toEqual(skus);
  });

  it('after it was put on sale is found by its first SKU, as it should be', async () => {
    const skus = ['CUT-LAST-A', 'CUT-LAST-B'];
    const draft = await life.world.draft(life.access(shop), skus);
    await life.control('POST', 'faults', {
      kind: 'hang-up-after-commit',
      count: 1,
      path: '/api/v2/product/update_item',
    });
    expect(await caught(create(draft))).toBeInstanceOf(OutcomeUnknownError);
    const found = await read(skus[0]!);
    expect(found?.variants.map(({ sellerSku, status }) => [sellerSku, status])).toEqual(
      skus.map((one) => [one, 'live']),
    );
  });
});
