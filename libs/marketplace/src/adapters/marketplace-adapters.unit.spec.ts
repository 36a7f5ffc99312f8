import { NotSupportedError } from '../port/errors.js';
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
});
