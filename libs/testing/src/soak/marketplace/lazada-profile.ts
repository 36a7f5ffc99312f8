import type { ItemState, MarketplaceProfile, TrueReport } from './marketplace-profile.js';

const shop = '100200301';

/**
 * Whatever is called on behalf of a shop. The tokens' own calls are left out: a refresh that was done and not answered
 * has used up the refresh token, and then only the seller can connect the shop again.
 */
const businessPaths = ['/order', '/product', '/categor', '/seller', '/finance'];

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

interface PlacedAnswer {
  readonly placed: readonly { readonly orderNumber: string }[];
  readonly refused: readonly { readonly index: number; readonly reason: string }[];
}

interface ShopsAnswer {
  readonly shops: readonly {
    readonly shop: string;
    readonly skus: readonly { readonly sellerSku: string; readonly sellable: number }[];
  }[];
}

interface ReportAnswer extends Pick<TrueReport, 'calls'> {
  readonly pushes: Readonly<Record<string, unknown>>;
  readonly whileBanned?: Readonly<Record<string, number>>;
}

export const lazadaProfile: MarketplaceProfile = {
  marketplace: 'lazada',
  controlPort: 'LAZADA_SIMULATOR_PORT',
  externalShopId: shop,
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

  place: async (door, orders) => {
    const answer = (await door.post('/orders', { orders: orders.map((lines) => ({ shop, lines })) })) as PlacedAnswer;
    const wrong = answer.refused.find(({ reason }) => !reason.includes('sold out'));
    if (wrong) throw new Error(`The marketplace refused an order: ${wrong.reason}`);
    const refused = new Set(answer.refused.map(({ index }) => index));
    const placed = answer.placed.values();
    return orders.map((_lines, index) => (refused.has(index) ? null : placed.next().value!.orderNumber));
  },
  order: async (door, orderNumber) => {
    const { items } = (await door.get(`/orders/${orderNumber}`)) as OrderAnswer;
    return {
      orderNumber,
      items: items.map(({ sellerSku, status, packageId }) => ({ sellerSku, packageId, state: stateOf(status) })),
    };
  },
  cancel: async (door, orderNumber) => {
    await door.post(`/orders/${orderNumber}/cancel`, {});
  },
  ship: async (door, orderNumber) => {
    await door.post(`/orders/${orderNumber}/advance`, { to: 'shipped' });
  },
  shown: async (door) => {
    const { shops } = (await door.get('/shops')) as ShopsAnswer;
    const own = shops.filter((one) => one.shop === shop).flatMap(({ skus }) => skus);
    return new Map(own.map(({ sellerSku, sellable }) => [sellerSku, sellable]));
  },
  report: async (door) => {
    const { pushes, calls, whileBanned } = (await door.get('/report')) as ReportAnswer;
    const counts = Object.entries(pushes).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
    return { pushes: Object.fromEntries(counts), calls, whileBanned: whileBanned ?? null };
  },

  plant: async (door, rates, seed) => {
    const faults = [
      { kind: 'push-drop', rate: rates.pushDropped },
      { kind: 'push-duplicate', rate: rates.pushDuplicated },
      { kind: 'push-reorder', rate: rates.pushReordered },
      { kind: 'throttle', rate: rates.throttled, seconds: 1 },
      // Half of them say that it failed, the others say nothing.
      ...['error-after-commit', 'hang-up-after-commit'].flatMap((kind) =>
        businessPaths.map((path) => ({ kind, rate: rates.failedAfterCommit / 2, path })),
      ),
    ];
    for (const [index, fault] of faults.entries()) await door.post('/faults', { ...fault, seed: seed + index });
  },
  lift: async (door) => {
    await door.delete('/faults');
  },
  killTokens: async (door) => {
    await door.post('/faults', { kind: 'token-death', count: 3 });
  },
};

function stateOf(status: string): ItemState {
  const state = states[status];
  if (state === undefined) throw new Error(`The soak does not know the status ${status} of an item.`);
  return state;
}
