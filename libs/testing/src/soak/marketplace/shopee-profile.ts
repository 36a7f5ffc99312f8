import type { ItemState, MarketplaceProfile } from './marketplace-profile.js';
import { standInProfile } from './stand-in-profile.js';

const shop = '220011001';

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

interface ShopsAnswer {
  readonly shops: readonly {
    readonly shop: string;
    readonly skus: readonly { readonly sellerSku: string; readonly status: string; readonly stock: number }[];
  }[];
}

export const shopeeProfile: MarketplaceProfile = {
  ...standInProfile({
    shop,
    businessPaths: ['order', 'product', 'logistics', 'shop', 'payment'].map((module) => `/api/v2/${module}/`),
    shipped: 'SHIPPED',
  }),
  marketplace: 'shopee',
  controlPort: 'SHOPEE_SIMULATOR_PORT',
  // No figure is published; this is what the adapter keeps to.
  stock: { paths: ['/api/v2/product/update_stock'], callsPerSecond: 10 },
  tokenRefreshPath: '/api/v2/auth/access_token/get',
  success: 'ok',

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
  shown: async (door) => {
    const { shops } = (await door.get('/shops')) as ShopsAnswer;
    const own = shops.filter((one) => one.shop === shop).flatMap(({ skus }) => skus);
    const onSale = own.filter(({ status }) => status === 'NORMAL');
    return new Map(onSale.map(({ sellerSku, stock }) => [sellerSku, stock]));
  },
};

function stateOf(status: string): ItemState {
  const state = Object.hasOwn(states, status) ? states[status] : undefined;
  if (state === undefined) throw new Error(`The soak does not know the status ${status} of an order.`);
  return state;
}
