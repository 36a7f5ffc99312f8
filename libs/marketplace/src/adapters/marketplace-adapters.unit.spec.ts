import { FakeClock } from '@pinglu/testing';
import { NotSupportedError, RateLimitedError } from '../port/errors.js';
import type { ShopAccess } from '../port/types.js';
import { MarketplaceAdapters } from './marketplace-adapters.js';

const shop = {
  marketplace: 'lazada',
  appKey: '900001',
  appSecret: 'sandboxSecretDoNotUse0123456789ab',
  apiBaseUrl: 'https://api.lazada.co.th/rest',
};

describe('adapters of a process', () => {
  it('are shared by all shops of a site, so that they share one budget', () => {
    const adapters = new MarketplaceAdapters();
    expect(adapters.for(shop)).toBe(adapters.for({ ...shop }));
    expect(adapters.for({ ...shop, apiBaseUrl: 'https://api.lazada.sg/rest' })).not.toBe(adapters.for(shop));
    expect(adapters.for({ ...shop, appSecret: 'renewed' })).not.toBe(adapters.for(shop));
  });

  it.each(['amazon', 'constructor', ''])('do not exist for %p', (marketplace) => {
    expect(() => new MarketplaceAdapters().for({ ...shop, marketplace })).toThrow(NotSupportedError);
  });

  it('keep to a ban of a seller when the token is renewed, and to one of the app in every country', async () => {
    const clock = new FakeClock();
    let sent = 0;
    let code = 'SellerCallLimit';
    const send = () => {
      sent += 1;
      const body = JSON.stringify({ code, message: 'this ban will last 60 seconds', request_id: 'r' });
      return Promise.resolve({ status: 200, retryAfterMs: null, contentType: 'application/json', body });
    };
    const adapters = new MarketplaceAdapters({ clock, send });
    const call = async (access: ShopAccess, apiBaseUrl = shop.apiBaseUrl): Promise<number> => {
      const before = sent;
      const { seller } = adapters.for({ ...shop, apiBaseUrl });
      await expect(seller.get(access)).rejects.toThrow(RateLimitedError);
      return sent - before;
    };
    const access = { accessToken: 'old', country: 'TH', externalSellerId: '100' };
    expect(await call(access)).toBe(1);
    expect(await call({ ...access, accessToken: 'renewed' })).toBe(0);
    expect(await call({ ...access, externalSellerId: '200' })).toBe(1);
    // Sellers have the same number in several countries, and each counts for itself.
    expect(await call({ ...access, country: 'SG' }, 'https://api.lazada.sg/rest')).toBe(1);
    // The app is the same in all of them.
    code = 'AppCallLimit';
    expect(await call({ ...access, externalSellerId: '300' })).toBe(1);
    expect(await call({ ...access, country: 'MY' }, 'https://api.lazada.com.my/rest')).toBe(0);
  });
});
