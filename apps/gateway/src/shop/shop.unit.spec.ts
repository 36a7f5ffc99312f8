import { newId, type MerchantId, type ShopId } from '@pinglu/kernel';
import { connectShop, disconnectShop, reconnectShop, type ShopAccount } from './shop.js';
import { endsSoon, freshCredential, isUsable, refreshFailed } from './shop-credential.js';

const now = new Date('2026-11-25T02:00:00.000Z');
const later = new Date('2026-11-26T02:00:00.000Z');
const account: ShopAccount = {
  marketplace: 'lazada',
  country: 'TH',
  externalSellerId: '100200300',
  name: ' Pinglu\nBags ',
  crossBorder: true,
};
const newShop = (over: Partial<ShopAccount> = {}) =>
  connectShop({ shopId: newId<ShopId>(), merchantId: newId<MerchantId>(), account: { ...account, ...over }, now });

describe('a shop', () => {
  it('sells in the money of its country, under the name the marketplace gives', () => {
    expect(newShop()).toMatchObject({ currency: 'THB', name: 'Pinglu Bags', status: 'connected', version: 1 });
    expect(newShop({ country: 'VN', name: ' ' })).toMatchObject({ currency: 'VND', name: 'lazada VN 100200300' });
  });

  it('is disconnected once, for a reason, and connected again by a new consent', () => {
    const lost = disconnectShop(newShop(), 'refresh-token-refused');
    expect(lost).toMatchObject({ status: 'disconnected', disconnectedBecause: 'refresh-token-refused', version: 2 });
    expect(disconnectShop(lost, 'refresh-token-expired')).toBe(lost);
    const again = reconnectShop(lost, { ...account, name: 'New' }, later);
    expect(again).toMatchObject({ status: 'connected', disconnectedBecause: null, name: 'New', version: 3 });
    expect([again.shopId, again.connectedAt]).toEqual([lost.shopId, later]);
  });
});

describe('the tokens of a shop', () => {
  const credential = freshCredential(
    newId<ShopId>(),
    {
      accessToken: 'a',
      refreshToken: 'r',
      expiresAt: new Date(now.getTime() + 1_000_000),
      refreshExpiresAt: new Date(now.getTime() + 9_000_000),
    },
    now,
  );
  const after = (ms: number) => new Date(now.getTime() + ms);

  it('are refreshed when four fifths of their life are over', () => {
    expect(credential.nextRefreshAt).toEqual(after(800_000));
  });

  it('are tried again later and later, up to every ten minutes', () => {
    let failing = credential;
    const waits = Array.from({ length: 7 }, () => {
      failing = refreshFailed(failing, now);
      return (failing.nextRefreshAt.getTime() - now.getTime()) / 1000;
    });
    expect(waits).toEqual([30, 60, 120, 240, 480, 600, 600]);
    expect(failing.failedRefreshes).toBe(7);
  });

  it('end, and are refreshed before they are handed out shortly before', () => {
    expect([endsSoon(credential, after(820_000)), endsSoon(credential, after(820_001))]).toEqual([false, true]);
    expect([isUsable(credential, after(999_999)), isUsable(credential, after(1_000_000))]).toEqual([true, false]);
  });
});
