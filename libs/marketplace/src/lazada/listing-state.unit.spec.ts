import { InvalidRequestError, NotFoundError } from '../port/errors.js';
import { access, errorOf, fakeLazada, payloadOf, type SeenRequest } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';

describe('taking off sale and putting on again', () => {
  const listing = { externalItemId: '2807246166' };
  const some = { ...listing, externalSkuIds: ['13449296008', '13449296009'] };

  it('takes off a whole listing, or some variants', async () => {
    const { adapter, seen } = fakeLazada(['catalog.set-active.ok', 'catalog.set-active.ok']);
    await adapter.catalog.setActive(access, listing, false);
    await adapter.catalog.setActive(access, some, false);
    expect(seen[0]).toMatchObject({ method: 'POST', address: `${api}/product/deactivate` });
    expect(seen.map(payloadOf)).toEqual([
      { Request: { Product: { ItemId: 2807246166 } } },
      { Request: { Product: { ItemId: 2807246166, Skus: { SkuId: [13449296008, 13449296009] } } } },
    ]);
  });

  it('is done when it was done already; of several variants each is tried then', async () => {
    const { adapter, seen } = fakeLazada([
      'catalog.set-active.already',
      'catalog.set-active.already',
      'catalog.set-active.already',
      'catalog.set-active.ok',
    ]);
    expect(await adapter.catalog.setActive(access, listing, false)).toBeUndefined();
    expect(await adapter.catalog.setActive(access, some, false)).toBeUndefined();
    expect(seen.slice(2).map(payloadOf)).toMatchObject([
      { Request: { Product: { Skus: { SkuId: [13449296008] } } } },
      { Request: { Product: { Skus: { SkuId: [13449296009] } } } },
    ]);
  });

  it('puts on the variants that the listing has', async () => {
    const { adapter, seen } = fakeLazada(['catalog.add-variants.read-back', 'catalog.set-active.ok']);
    await adapter.catalog.setActive(access, listing, true);
    expect(seen[1]?.address).toBe(`${api}/product/update`);
    expect(payloadOf(seen[1])).toEqual({
      Request: {
        Product: {
          ItemId: '2807246166',
          Attributes: {},
          Skus: {
            Sku: [
              { SkuId: '13449296008', Status: 'active' },
              { SkuId: '13449296009', Status: 'active' },
            ],
          },
        },
      },
    });
  });

  it('fails when there is no such listing', async () => {
    const { adapter } = fakeLazada([
      'catalog.set-active.error',
      'catalog.set-active.unknown',
      'catalog.read-product.error',
    ]);
    expect(await errorOf(adapter.catalog.setActive(access, listing, false))).toBeInstanceOf(NotFoundError);
    expect(await errorOf(adapter.catalog.setActive(access, listing, false))).toBeInstanceOf(NotFoundError);
    expect(await errorOf(adapter.catalog.setActive(access, listing, true))).toBeInstanceOf(NotFoundError);
    const strange = adapter.catalog.setActive(access, { externalItemId: 'MLB1' }, false);
    expect(await errorOf(strange)).toBeInstanceOf(InvalidRequestError);
  });
});

describe('removing', () => {
  const skuIds = (count: number) => Array.from({ length: count }, (_, index) => `${13449296008 + index}`);
  const listed = (request: SeenRequest | undefined) => JSON.parse(request?.params['sku_id_list'] ?? 'null') as string[];

  it('names item and SKU, 50 at a time', async () => {
    const { adapter, seen } = fakeLazada(['catalog.remove.ok', 'catalog.remove.ok']);
    await adapter.catalog.remove(access, { externalItemId: '2807246166', externalSkuIds: skuIds(51) });
    expect(seen[0]).toMatchObject({ method: 'POST', address: `${api}/product/remove` });
    expect(seen.map((request) => listed(request).length)).toEqual([50, 1]);
    expect(listed(seen[0])[0]).toBe('SkuId_2807246166_13449296008');
  });

  it('reads which SKUs there are when the whole listing is meant', async () => {
    const { adapter, seen } = fakeLazada(['catalog.add-variants.read-back', 'catalog.remove.ok']);
    await adapter.catalog.remove(access, { externalItemId: '2807246166' });
    expect(listed(seen[1])).toEqual(['SkuId_2807246166_13449296008', 'SkuId_2807246166_13449296009']);
  });

  it('has nothing to do when the listing is gone', async () => {
    const { adapter, seen } = fakeLazada([
      'catalog.read-product.error',
      'catalog.remove.gone',
      'catalog.read-product.error',
    ]);
    await adapter.catalog.remove(access, { externalItemId: '2807246166' });
    await adapter.catalog.remove(access, { externalItemId: '2807246166', externalSkuIds: ['13449296008'] });
    expect(seen).toHaveLength(3);
  });

  it('goes on with those that are still there', async () => {
    const { adapter, seen } = fakeLazada(['catalog.remove.error', 'catalog.read-product.ok', 'catalog.remove.ok']);
    await adapter.catalog.remove(access, { externalItemId: '2807246166', externalSkuIds: skuIds(2) });
    expect(listed(seen[2])).toEqual(['SkuId_2807246166_13449296008']);
  });

  it('fails when what is there is refused', async () => {
    const { adapter } = fakeLazada(['catalog.remove.error', 'catalog.read-product.ok']);
    const call = adapter.catalog.remove(access, { externalItemId: '2807246166', externalSkuIds: skuIds(1) });
    expect(await errorOf(call)).toBeInstanceOf(InvalidRequestError);
  });
});
