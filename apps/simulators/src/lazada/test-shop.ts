import LazadaAPI from 'lazada-open-platform-sdk';
import { get, post } from 'lazada-open-platform-sdk/lib/LazadaRequest/index.js';
import { controlOf, startReceiver, type Received } from '../control/test-door.js';
import { DEFAULT_SETTINGS, type WorldSettings } from './config.js';
import { DEMO_SELLER_ID } from './seller/seller.js';
import { startLazadaSimulator } from './simulator.js';

const { key, secret } = DEFAULT_SETTINGS.app;
const PARCEL = { package_weight: '0.4', package_length: '20', package_width: '10', package_height: '5' };

export interface Answer {
  readonly code: string;
  readonly message: string;
  readonly type: string;
  readonly data: unknown;
  readonly [name: string]: unknown;
}

/** A running simulator, driven by the published client as it is. */
export async function startTestShop(settings: Partial<WorldSettings> = {}, country = 'th') {
  const simulator = await startLazadaSimulator({
    host: '127.0.0.1',
    port: 0,
    httpsPort: undefined,
    settings: { ...DEFAULT_SETTINGS, ...settings },
  });
  const rest = `${simulator.url}/${country}/rest`;
  const { client } = new LazadaAPI(key, secret, 'THAILAND');
  let token: string | undefined;

  // The client rejects with the answer itself when its code is not "0".
  const settle = (call: Promise<unknown>): Promise<Answer> => call.then(asAnswer, asAnswer);

  const shop = {
    url: simulator.url,
    rest,
    stop: simulator.stop,
    get token() {
      return token;
    },
    /** One of the client's own methods, such as `getOrders`. */
    sdk: (method: string, parameters: Record<string, unknown> = {}) =>
      settle(client[method]!(key, secret, rest.replace('http://', ''), token, parameters, 'GET', 'HTTP')),
    /** Calls that the client has no method for go through its own signing request functions. */
    get: (path: string, parameters: Record<string, unknown> = {}) =>
      settle(get(rest, key, secret, path, token, parameters)),
    post: (path: string, parameters: Record<string, unknown> = {}) =>
      settle(post(rest, key, secret, path, token, parameters)),
    auth: (path: string, parameters: Record<string, unknown>) =>
      settle(post(`${simulator.url}/rest`, key, secret, path, undefined, parameters)),
    useToken: (value: string | undefined) => {
      token = value;
    },
    control: controlOf(simulator.url),
    /** Consents as a seller who presses the button, and exchanges the code. */
    connect: async (account = 'demo'): Promise<Answer> => {
      const response = await fetch(`${simulator.url}/oauth/authorize?${queryOf(authorizeQuery)}`, {
        method: 'POST',
        body: new URLSearchParams({ account }),
        redirect: 'manual',
      });
      const code = new URL(response.headers.get('location') ?? '').searchParams.get('code');
      const answer = await shop.auth('/auth/token/create', { code });
      token = answer['access_token'] as string;
      return answer;
    },
    create: async (sellerSku: string, quantity: string, price = '199.00') => {
      const answer = await shop.sdk('createProduct', {
        payload: productPayload([{ SellerSku: sellerSku, quantity, price }]),
      });
      const { item_id: itemId, sku_list: skus } = answer.data as { item_id: number; sku_list: { sku_id: number }[] };
      return { ItemId: String(itemId), SkuId: String(skus[0]!.sku_id) };
    },
    order: async (sellerSku: string, quantity = 1) => {
      const { body } = await shop.control('POST', '/orders', {
        orders: [{ shop: DEMO_SELLER_ID, lines: [{ sellerSku, quantity }] }],
      });
      return (body as { placed: { orderNumber: string }[] }).placed[0]!.orderNumber;
    },
    items: async (orderId: string) => {
      const answer = await shop.sdk('getOrderItems', { order_id: orderId });
      return answer.data as { order_item_id: number; status: string; [name: string]: unknown }[];
    },
    pack: async (orderId: string, change: Record<string, unknown> = {}) => {
      const items = await shop.items(orderId);
      const order = { order_id: Number(orderId), order_item_list: items.map((item) => item.order_item_id) };
      return shop.post('/order/fulfill/pack', {
        packReq: JSON.stringify({
          pack_order_list: [order],
          delivery_type: 'dropship',
          shipping_allocate_type: 'NTFS',
          shipment_provider_code: 'FM49',
          ...change,
        }),
      });
    },
    /** Packs an order and reports it ready. */
    ready: async (orderId: string) => {
      await shop.pack(orderId);
      const [item] = await shop.items(orderId);
      await shop.post('/order/package/rts', {
        readyToShipReq: JSON.stringify({ packages: [{ package_id: item!['package_id'] }] }),
      });
    },
    /** And lets it arrive. */
    deliver: async (orderId: string) => {
      await shop.ready(orderId);
      return shop.control('POST', `/orders/${orderId}/advance`, { to: 'delivered' });
    },
  };
  return shop;
}

export const queryOf = (parameters: Record<string, string>): string => new URLSearchParams(parameters).toString();

export const authorizeQuery = {
  response_type: 'code',
  force_auth: 'true',
  client_id: key,
  redirect_uri: 'https://app.example/callback',
  state: 'abc',
};

export const productPayload = (
  skus: readonly Record<string, unknown>[],
  product: Record<string, unknown> = {},
): string =>
  JSON.stringify({
    Request: {
      Product: {
        PrimaryCategory: '10002019',
        Images: { Image: ['https://sg-live-02.slatic.net/p/a.jpg'] },
        Attributes: { name: 'เสื้อยืด A&B', brand: 'No Brand' },
        Skus: { Sku: skus.map((sku) => ({ ...PARCEL, ...sku })) },
        ...product,
      },
    },
  });

export const stockPayload = (skus: readonly Record<string, string>[]): { payload: string } => ({
  payload: JSON.stringify({ Request: { Product: { Skus: { Sku: skus } } } }),
});

function asAnswer(value: unknown): Answer {
  // A connection that breaks, or a page that is no JSON, rejects with an Error instead.
  if (value instanceof Error && !('code' in value)) throw value;
  return value as Answer;
}

export type ReceivedPush = Received<{
  seller_id: string;
  message_type: number;
  data: Record<string, unknown>;
  timestamp: number;
  site: string;
}>;

/** A receiver of pushes. `answer` is the status that it answers, 0 is no answer at all; it may be changed. */
export async function startPushReceiver() {
  const receiver = await startReceiver<ReceivedPush['message']>((response) => {
    if (changeable.answer > 0) response.writeHead(changeable.answer, { connection: 'close' }).end();
  });
  const changeable = Object.assign(receiver, { answer: 200 });
  return changeable;
}
