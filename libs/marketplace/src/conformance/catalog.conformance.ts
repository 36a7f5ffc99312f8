import type { CreatedListing } from '../port/catalog.types.js';
import { InvalidRequestError, RefusedRequestError } from '../port/errors.js';
import { allPages, caught, type ConformanceStage } from './conformance-stage.js';

export function catalogConformance(stage: ConformanceStage): void {
  it('knows the categories and what they ask for', async () => {
    const { categoryId } = await stage.world.draft(stage.access, ['CONF-X']);
    const attributes = await stage.adapter.catalog.attributes(stage.access, categoryId);
    expect(attributes.filter(({ mandatory }) => mandatory).length).toBeGreaterThan(0);
    expect(attributes.filter(({ input }) => input === 'unrecognized')).toEqual([]);
    const suggested = await stage.adapter.catalog.suggestCategory(stage.access, 'cotton shirt');
    expect(suggested.every(({ categoryId: id, name: called }) => id !== '' && called !== '')).toBe(true);
  });

  it('knows brands, each by a number and a name', async () => {
    const { categoryId } = await stage.world.draft(stage.access, ['CONF-X']);
    const brands = await allPages((cursor) => stage.adapter.catalog.brands(stage.access, { categoryId, cursor }));
    expect(brands.length).toBeGreaterThan(0);
    expect(new Set(brands.map(({ brandId }) => brandId)).size).toBe(brands.length);
    expect(brands.filter(({ name }) => name === '')).toEqual([]);
  });

  it('reads back what it published, by id and by seller SKU', async () => {
    const byId = await stage.adapter.catalog.readProduct(stage.access, { externalItemId: stage.itemId });
    const draft = await stage.world.draft(stage.access, stage.skus);
    expect(byId).toMatchObject({ externalItemId: stage.itemId, title: draft.title, categoryId: draft.categoryId });
    expect(byId?.variants.map(({ sellerSku, price }) => [sellerSku, price])).toEqual(
      draft.variants.map(({ sellerSku, price }) => [sellerSku, price]),
    );
    expect(await stage.adapter.catalog.readProduct(stage.access, { sellerSku: stage.skus[0] })).toEqual(byId);
    expect(await stage.adapter.catalog.readProduct(stage.access, { sellerSku: 'CONF-NONE' })).toBeNull();
    expect(await stage.adapter.catalog.readProduct(stage.access, { externalItemId: '1' })).toBeNull();
  });

  it('tells why a listing is refused', async () => {
    const draft = await stage.world.draft(stage.access, ['CONF-BAD']);
    const error = await caught(stage.adapter.catalog.createProduct(stage.access, { ...draft, categoryId: '1' }));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect((error as InvalidRequestError).fields.length).toBeGreaterThan(0);
  });

  it('publishes one seller SKU twice where the marketplace takes it, and nowhere else', async () => {
    const { catalog } = stage.adapter;
    const { draft, externalItemId } = await stage.publish(['CONF-TWICE']);
    const again = await caught(catalog.createProduct(stage.access, draft));
    if (stage.traits.sellerSkusAreUnique) {
      expect(again).toBeInstanceOf(RefusedRequestError);
      return;
    }
    expect(again).toMatchObject({ variants: [{ sellerSku: 'CONF-TWICE' }] });
    // Of two listings the one that is on sale is found.
    await catalog.setActive(stage.access, { externalItemId }, false);
    const second = (again as CreatedListing).externalItemId;
    expect(second).not.toBe(externalItemId);
    const found = await catalog.readProduct(stage.access, { sellerSku: 'CONF-TWICE' });
    expect(found?.externalItemId).toBe(second);
  });
}
