import type { ItemState, MarketplaceProfile } from './marketplace-profile.js';
import { standInProfile } from './stand-in-profile.js';

const shop = '100200301';

const states: Readonly<Record<string, ItemState>> = {
  unpaid: 'open',
  pending: 'open',
  repacked: 'open',
  packed: 'packed',
  ready_to_ship: 'announced',
  shipped: 'shipped',
  delivered: 'shipped',
  canceled: 'cancelled',
};

interface OrderAnswer {
  readonly orderNumber: string;
  readonly items: readonly { readonly sellerSku: string; readonly status: string; readonly packageId: string | null }[];
}

interface ShopsAnswer {
  readonly shops: readonly {
    readonly shop: string;
    readonly skus: readonly { readonly sellerSku: string; readonly sellable: number }[];
  }[];
}

export const lazadaProfile: MarketplaceProfile = {
  ...standInProfile({
    shop,
    businessPaths: ['/order', '/product', '/categor', '/seller', '/finance'],
    shipped: 'shipped',
  }),
  marketplace: 'lazada',
  controlPort: 'LAZADA_SIMULATOR_PORT',
  stock: {
    paths: [
      '/product/stock/sellable/update',
      '/product/stock/sellable/adjust',
      '/product/price_quantity/update',
      '/product/update',
    ],
    callsPerSecond: 50,
  },
  tokenRefreshPath: '/auth/token/refresh',
  success: '0',

  order: async (door, orderNumber) => {
    const { items } = (await door.get(`/orders/${orderNumber}`)) as OrderAnswer;
    return {
      orderNumber,
      items: items.map(({ sellerSku, status, packageId }) => ({ sellerSku, packageId, state: stateOf(status) })),
    };
  },
  shown: async (door) => {
    const { shops } = (await door.get('/shops')) as ShopsAnswer;
    const own = shops.filter((one) => one.shop === shop).flatMap(({ skus }) => skus);
    return new Map(own.map(({ sellerSku, sellable }) => [sellerSku, sellable]));
  },
};

function stateOf(status: string): ItemState {
  const state = states[status];
  if (state === undefined) throw new Error(`The soak does not know the status ${status} of an item.`);
  return state;
}
