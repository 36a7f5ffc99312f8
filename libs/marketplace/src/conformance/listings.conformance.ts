import { money, minorOf } from '@pinglu/kernel';
import type { ListingSelection, PublishedListing } from '../port/catalog.types.js';
import { InvalidRequestError, NotFoundError, NotSupportedError, RefusedRequestError } from '../port/errors.js';
import { allPages, caught, type ConformanceStage } from './conformance-stage.js';

/** What becomes of a listing after it was published. */
export function listingConformance(stage: ConformanceStage): void {
  const read = async (externalItemId: string): Promise<PublishedListing | null> =>
    stage.adapter.catalog.readProduct(stage.access, { externalItemId });
  const list = (query: Parameters<typeof stage.adapter.catalog.listProducts>[1]) =>
    allPages((cursor) => stage.adapter.catalog.listProducts(stage.access, { ...query, cursor }));
  const idsOf = (listings: readonly PublishedListing[]): string[] => [
    ...new Set(listings.map(({ externalItemId }) => externalItemId)),
  ];

  it('lists every listing once at least, however many pages it takes', async () => {
    const since = new Date(Date.now() - 2_000);
    const skus = Array.from({ length: 120 }, (_, number) => `CONF-MANY-${number}`);
    const published = await Promise.all(skus.map((sellerSku) => stage.publish([sellerSku])));
    const ids = published.map(({ externalItemId }) => externalItemId);
    const changed = idsOf(await list({ updatedSince: since }));
    expect(ids.filter((id) => !changed.includes(id))).toEqual([]);
    const all = idsOf(await list({}));
    expect([stage.itemId, ...ids].filter((id) => !all.includes(id))).toEqual([]);
  });

  it('lists by seller SKU, by status and by time', async () => {
    const [, second] = stage.skus;
    expect(idsOf(await list({ sellerSkus: [second, 'CONF-NONE'] }))).toEqual([stage.itemId]);
    expect(await list({ sellerSkus: ['CONF-NONE'] })).toEqual([]);
    expect(idsOf(await list({ sellerSkus: [second], status: 'live' }))).toEqual([stage.itemId]);
    expect(await list({ sellerSkus: [second], status: 'inactive' })).toEqual([]);
    expect(await list({ sellerSkus: [second], updatedUntil: new Date(Date.now() - 86_400_000) })).toEqual([]);
  });

  it('changes what is given and nothing else', async () => {
    const { externalItemId, skuIds } = await stage.publish(['CONF-CHANGE']);
    const before = await read(externalItemId);
    await stage.adapter.catalog.updateProduct(stage.access, { externalItemId, title: 'Another title' });
    expect(await read(externalItemId)).toEqual({ ...before, title: 'Another title' });
    const description = '<p>The same thing, in other words that are long enough.</p>';
    const variants = [{ externalSkuId: skuIds.get('CONF-CHANGE')!, packageWeightGrams: 450 }];
    await stage.adapter.catalog.updateProduct(stage.access, { externalItemId, description, variants });
    expect(await read(externalItemId)).toEqual({ ...before, title: 'Another title' });
    const strange = stage.adapter.catalog.updateProduct(stage.access, { externalItemId: '1', title: 'T' });
    expect(await caught(strange)).toBeInstanceOf(NotFoundError);
  });

  it('takes more variants into a listing', async () => {
    const { draft, externalItemId, skuIds } = await stage.publish(['CONF-ADD-A', 'CONF-ADD-B']);
    const more = await stage.world.draft(stage.access, ['CONF-ADD-C', 'CONF-ADD-D']);
    const added = await stage.adapter.catalog.addVariants(stage.access, {
      ...{ externalItemId, categoryId: draft.categoryId, options: draft.options },
      besideExternalSkuId: skuIds.get('CONF-ADD-A')!,
      variants: more.variants,
    });
    expect(added.externalItemId).toBe(externalItemId);
    const { variants = [] } = (await read(externalItemId)) ?? {};
    const present = new Map(variants.map(({ sellerSku, externalSkuId }) => [sellerSku, externalSkuId]));
    expect([...present.keys()].sort()).toEqual(['CONF-ADD-A', 'CONF-ADD-B', 'CONF-ADD-C', 'CONF-ADD-D']);
    for (const { sellerSku, externalSkuId } of added.variants) expect(present.get(sellerSku)).toBe(externalSkuId);
    expect(added.variants.map(({ sellerSku }) => sellerSku)).toEqual(['CONF-ADD-C', 'CONF-ADD-D']);
  });

  it('takes a listing off sale and puts it on again, once or twice', async () => {
    const { externalItemId, skuIds } = await stage.publish(['CONF-OFF-A', 'CONF-OFF-B']);
    const setActive = (selection: ListingSelection, active: boolean): Promise<void> =>
      stage.adapter.catalog.setActive(stage.access, selection, active);
    const statuses = async (): Promise<Record<string, string>> =>
      Object.fromEntries(
        (await read(externalItemId))?.variants.map(({ sellerSku, status }) => [sellerSku, status]) ?? [],
      );
    const first = { externalItemId, externalSkuIds: [skuIds.get('CONF-OFF-A')!] };
    if (stage.traits.variantsSwitchAlone) {
      for (const _ of [1, 2]) await setActive(first, false);
      expect(await statuses()).toEqual({ 'CONF-OFF-A': 'inactive', 'CONF-OFF-B': 'live' });
    } else {
      expect(await caught(setActive(first, false))).toBeInstanceOf(NotSupportedError);
      expect(await statuses()).toEqual({ 'CONF-OFF-A': 'live', 'CONF-OFF-B': 'live' });
    }
    for (const _ of [1, 2]) await setActive({ externalItemId }, false);
    expect(await statuses()).toEqual({ 'CONF-OFF-A': 'inactive', 'CONF-OFF-B': 'inactive' });
    expect((await read(externalItemId))?.status).toBe('inactive');
    for (const _ of [1, 2]) await setActive({ externalItemId }, true);
    expect(await statuses()).toEqual({ 'CONF-OFF-A': 'live', 'CONF-OFF-B': 'live' });
    expect((await read(externalItemId))?.status).toBe('live');
    expect(await caught(setActive({ externalItemId: '1' }, false))).toBeInstanceOf(NotFoundError);
  });

  it('says that a listing was refused, and why', async () => {
    const { externalItemId } = await stage.publish(['CONF-REFUSED']);
    await stage.world.refuseListing(externalItemId, 'The picture shows another brand');
    const refused = await read(externalItemId);
    expect(refused?.status).toBe('refused');
    expect(refused?.reasons.join()).toContain('The picture shows another brand');
    expect(idsOf(await list({ status: 'refused' }))).toEqual([externalItemId]);
  });

  it('removes variants, and then the listing, once or twice', async () => {
    const { externalItemId, skuIds } = await stage.publish(['CONF-GONE-A', 'CONF-GONE-B']);
    const remove = (selection: ListingSelection): Promise<void> =>
      stage.adapter.catalog.remove(stage.access, selection);
    const first = { externalItemId, externalSkuIds: [skuIds.get('CONF-GONE-A')!] };
    for (const _ of [1, 2]) await remove(first);
    const left = (await read(externalItemId))?.variants.filter(({ status }) => status !== 'deleted');
    expect(left?.map(({ sellerSku }) => sellerSku)).toEqual(['CONF-GONE-B']);
    for (const _ of [1, 2]) await remove({ externalItemId });
    expect((await read(externalItemId))?.status ?? 'deleted').toBe('deleted');
    expect(await list({ sellerSkus: ['CONF-GONE-A', 'CONF-GONE-B'] })).toEqual([]);
  });

  it('sets prices, for good and for a time, and leaves the stock as it is', async () => {
    const { draft, externalItemId, skuIds } = await stage.publish(['CONF-PRICE-A', 'CONF-PRICE-B']);
    const { currency } = draft.variants[0]!.price;
    const before = await stage.adapter.stock.read(stage.access, externalItemId);
    const write = (sellerSku: string, minor: bigint) => ({
      ...{ externalItemId, sellerSku, externalSkuId: skuIds.get(sellerSku)! },
      price: money(minor, currency),
    });
    const special = { price: money(19_000n, currency), from: null, until: new Date(Date.now() + 864_000_000) };
    const { succeeded, failed } = await stage.adapter.prices.write(stage.access, [
      write('CONF-PRICE-A', 23_400n),
      { ...write('CONF-PRICE-A', 10_000n), externalItemId: '1', externalSkuId: '2', sellerSku: 'CONF-NONE' },
      { ...write('CONF-PRICE-B', 30_000n), ...(stage.traits.specialPrices && { specialPrice: special }) },
    ]);
    expect([...succeeded].sort()).toEqual(['CONF-PRICE-A', 'CONF-PRICE-B']);
    expect(failed).toEqual([{ key: 'CONF-NONE', error: expect.any(RefusedRequestError) }]);
    const prices = (await read(externalItemId))?.variants.map(({ sellerSku, price, specialPrice }) => [
      ...[sellerSku, minorOf(price)],
      specialPrice && minorOf(specialPrice),
    ]);
    expect(prices).toEqual([
      ['CONF-PRICE-A', 23_400n, null],
      ['CONF-PRICE-B', 30_000n, stage.traits.specialPrices ? 19_000n : null],
    ]);
    expect(await stage.adapter.stock.read(stage.access, externalItemId)).toEqual(before);
  });

  it('does not set a special price that is above the price', async () => {
    const { draft, externalItemId, skuIds } = await stage.publish(['CONF-DEAR']);
    const { price } = draft.variants[0]!;
    const specialPrice = { price, from: null, until: null };
    const write = {
      externalItemId,
      sellerSku: 'CONF-DEAR',
      externalSkuId: skuIds.get('CONF-DEAR')!,
      price,
      specialPrice,
    };
    const { failed } = await stage.adapter.prices.write(stage.access, [write]);
    const refusal = stage.traits.specialPrices ? InvalidRequestError : NotSupportedError;
    expect(failed).toEqual([{ key: 'CONF-DEAR', error: expect.any(refusal) }]);
  });
}
