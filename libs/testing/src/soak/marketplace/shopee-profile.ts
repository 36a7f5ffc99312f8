import type { ItemState, MarketplaceProfile, TrueReport } from './marketplace-profile.js';

const shop = '220011001';

/** Whatever is called on behalf of a shop; the tokens' own calls are left out, as they are at Lazada. */
const businessPaths = ['order', 'product', 'logistics', 'shop', 'payment'].map((module) => `/api/v2/${module}/`);

/** Arranging a shipment packs the parcel and makes it ready in one. */
const states: Readonly<Record<string, ItemState>> = {
  UNPAID: 'open',
  READY_TO_SHIP: 'open',
  RETRY_SHIP: 'open',
  IN_CANCEL: 'open',
  PROCESSED: 'announced',
  SHIPPED: 'shipped',
  TO_CONFIRM_RECEIVE: 'shipped',
  COMPLETED: 'shipped',
  CANCELLED: 'cancelled',
};

interface OrderAnswer {
  readonly orderNumber: string;
  readonly status: string;
  readonly lines: readonly { readonly sellerSku: string; readonly quantity: number }[];
  readonly packages: readonly { readonly packageNumber: string; readonly status: string }[];
}

interface PlacedAnswer {
  readonly placed: readonly { readonly orderNumber: string }[];
  readonly refused: readonly { readonly index: number; readonly reason: string }[];
}

interface ShopsAnswer {
  readonly shops: readonly {
    readonly shop: string;
    readonly skus: readonly { readonly sellerSku: string; readonly status: string; readonly stock: number }[];
  }[];
}

interface ReportAnswer extends Pick<TrueReport, 'calls'> {
  readonly pushes: Readonly<Record<string, unknown>>;
  readonly whileBanned?: Readonly<Record<string, number>>;
}

export const shopeeProfile: MarketplaceProfile = {
  marketplace: 'shopee',
  controlPort: 'SHOPEE_SIMULATOR_PORT',
  externalShopId: shop,
  // No figure is published; this is what the adapter keeps to.
  stock: { paths: ['/api/v2/product/update_stock'], callsPerSecond: 10 },
  tokenRefreshPath: '/api/v2/auth/access_token/get',
  success: 'ok',

  place: async (door, orders) => {
    const answer = (await door.post('/orders', { orders: orders.map((lines) => ({ shop, lines })) })) as PlacedAnswer;
    const wrong = answer.refused.find(({ reason }) => !reason.includes('sold out'));
    if (wrong) throw new Error(`The marketplace refused an order: ${wrong.reason}`);
    const refused = new Set(answer.refused.map(({ index }) => index));
    const placed = answer.placed.values();
    return orders.map((_lines, index) => (refused.has(index) ? null : placed.next().value!.orderNumber));
  },
  order: async (door, orderNumber) => {
    const { status, lines, packages } = (await door.get(`/orders/${orderNumber}`)) as OrderAnswer;
    const state = stateOf(status);
    // A package's number is there before the parcel is.
    const packed = state === 'announced' || state === 'shipped';
    const packageId = packed ? (packages[0]?.packageNumber ?? null) : null;
    const items = lines.flatMap(({ sellerSku, quantity }) =>
      Array.from({ length: quantity }, () => ({ sellerSku, packageId, state })),
    );
    return { orderNumber, items };
  },
  cancel: async (door, orderNumber) => {
    await door.post(`/orders/${orderNumber}/cancel`, {});
  },
  ship: async (door, orderNumber) => {
    await door.post(`/orders/${orderNumber}/advance`, { to: 'SHIPPED' });
  },
  shown: async (door) => {
    const { shops } = (await door.get('/shops')) as ShopsAnswer;
    const own = shops.filter((one) => one.shop === shop).flatMap(({ skus }) => skus);
    const onSale = own.filter(({ status }) => status === 'NORMAL');
    return new Map(onSale.map(({ sellerSku, stock }) => [sellerSku, stock]));
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
  const state = Object.hasOwn(states, status) ? states[status] : undefined;
  if (state === undefined) throw new Error(`The soak does not know the status ${status} of an order.`);
  return state;
}
