import { AuthExpiredError, UpstreamUnavailableError } from '../port/errors.js';
import { access, errorOf, fakeShopee } from './test-shopee.js';

const get = (name: string) => ({
  ...{ method: 'GET', path: `/api/v2/shop/${name}`, subject: 'shop_id=220011001', query: {} },
});

describe('the seller', () => {
  it('is described by an answer that has no wrapper', async () => {
    const { adapter, seen } = fakeShopee(['seller.get.ok', 'seller.get.cross-border']);
    expect(await adapter.seller.get(access)).toEqual({
      externalSellerId: '220011001',
      name: 'Lamp House',
      shortCode: null,
      crossBorder: false,
      status: 'active',
      rawStatus: 'NORMAL',
    });
    expect(await adapter.seller.get(access)).toMatchObject({ crossBorder: true, status: 'inactive' });
    expect(seen[0]).toEqual(get('get_shop_info'));
  });

  it('is not told to a dead token', async () => {
    const { adapter } = fakeShopee(['seller.get.error']);
    expect(await errorOf(adapter.seller.get(access))).toBeInstanceOf(AuthExpiredError);
  });
});

describe('warehouses', () => {
  it('come as a list, those on holiday among them', async () => {
    const { adapter, seen } = fakeShopee(['seller.warehouses.ok']);
    expect(await adapter.seller.warehouses(access)).toEqual([
      { code: 'IDZ', name: 'Jakarta', isDefault: true, active: true },
      { code: 'IDW', name: 'Bandung', isDefault: false, active: false },
    ]);
    expect(seen[0]).toEqual(get('get_warehouse_detail'));
  });

  it('are none of a shop whose only one has no name', async () => {
    const { adapter } = fakeShopee(['seller.warehouses.one']);
    expect(await adapter.seller.warehouses(access)).toEqual([]);
  });

  it('may be unknown for the moment', async () => {
    const { adapter } = fakeShopee(Array<string>(3).fill('seller.warehouses.error'));
    expect(await errorOf(adapter.seller.warehouses(access))).toBeInstanceOf(UpstreamUnavailableError);
  });
});
