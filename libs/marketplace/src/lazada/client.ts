import { createHash } from 'node:crypto';
import type { BucketLimit } from '@pinglu/kernel';
import type { AppCredentials } from '../adapters/adapter-options.js';
import type { HttpTransport } from '../http/http-transport.js';
import type { OutgoingRequest } from '../http/send.js';
import { NotSupportedError } from '../port/errors.js';
import { salesCountries, type CallPriority, type SalesCountry, type ShopAccess } from '../port/types.js';
import { WireObject } from '../wire/wire-object.js';
import { publicAuthBaseUrl, signatureOf, systemParams } from './auth.js';
import { lazadaCapabilities } from './capabilities.js';
import { readEnvelope, type EnvelopeFamily, type LazadaAnswer } from './envelope.js';
import type { CodeFamily } from './error-codes.js';
import type { CallContext } from './errors.js';
import { countryOfSite } from './sites.js';
import type {
  CreateProductPayload,
  OrdersQuery,
  PackOrdersRequest,
  ReadyToShipRequest,
  ShipmentProvidersRequest,
  TransactionsQuery,
} from './wire.js';

interface Endpoint {
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly envelope: EnvelopeFamily;
  readonly codes: CodeFamily;
  readonly effect: 'read' | 'write';
  readonly priority: CallPriority;
}

type Params = Readonly<Record<string, string>>;

const get = { method: 'GET', envelope: 'classic', effect: 'read', priority: 'normal' } as const;
const post = { method: 'POST', envelope: 'classic', effect: 'write', priority: 'normal' } as const;

/** Every path and method of Lazada's that is called. */
const endpoints = {
  // A code works once, and a refresh may end the old pair: repeating either can lose the tokens.
  createToken: {
    ...post,
    operation: 'auth.exchangeCode',
    path: '/auth/token/create',
    envelope: 'flat',
    codes: 'general',
  },
  refreshToken: { ...post, operation: 'auth.refresh', path: '/auth/token/refresh', envelope: 'flat', codes: 'general' },
  seller: { ...get, operation: 'seller.get', path: '/seller/get', codes: 'general' },
  categoryTree: {
    ...get,
    operation: 'catalog.categoryTree',
    path: '/category/tree/get',
    codes: 'product',
    priority: 'background',
  },
  categorySuggestion: {
    ...get,
    operation: 'catalog.suggestCategory',
    path: '/product/category/suggestion/get',
    codes: 'product',
    priority: 'background',
  },
  categoryAttributes: {
    ...get,
    operation: 'catalog.attributes',
    path: '/category/attributes/get',
    codes: 'product',
    priority: 'background',
  },
  createProduct: { ...post, operation: 'catalog.createProduct', path: '/product/create', codes: 'product' },
  product: { ...get, operation: 'catalog.readProduct', path: '/product/item/get', codes: 'product' },
  products: { ...get, operation: 'catalog.readProduct', path: '/products/get', codes: 'product' },
  sellableStock: { ...post, operation: 'stock.write', path: '/product/stock/sellable/update', codes: 'product' },
  stockOfProduct: { ...get, operation: 'stock.read', path: '/product/item/get', codes: 'product' },
  orders: { ...get, operation: 'orders.listUpdatedSince', path: '/orders/get', codes: 'order', priority: 'background' },
  order: { ...get, operation: 'orders.get', path: '/order/get', codes: 'order' },
  orderItems: { ...get, operation: 'orders.items', path: '/orders/items/get', codes: 'order' },
  itemsOfOrder: { ...get, operation: 'orders.get', path: '/order/items/get', codes: 'order' },
  shipmentProviders: {
    ...get,
    operation: 'fulfillment.providers',
    path: '/order/shipment/providers/get',
    envelope: 'result',
    codes: 'fulfillment',
  },
  pack: {
    ...post,
    operation: 'fulfillment.pack',
    path: '/order/fulfill/pack',
    envelope: 'result',
    codes: 'fulfillment',
    priority: 'urgent',
  },
  readyToShip: {
    ...post,
    operation: 'fulfillment.readyToShip',
    path: '/order/package/rts',
    envelope: 'result',
    codes: 'fulfillment',
    priority: 'urgent',
  },
  transactions: {
    ...get,
    operation: 'finance.transactions',
    path: '/finance/transaction/details/get',
    codes: 'finance',
    priority: 'background',
  },
  payouts: {
    ...get,
    operation: 'finance.payouts',
    path: '/finance/payout/status/get',
    codes: 'finance',
    priority: 'background',
  },
} as const satisfies Record<string, Endpoint>;

export const lazadaPaths: readonly string[] = Object.values(endpoints).map(({ path }) => path);

/** Calls Lazada, and answers what is in the envelope. What the content means is not its business. */
export class LazadaClient {
  constructor(
    private readonly transport: HttpTransport,
    private readonly credentials: AppCredentials,
    private readonly callsPerSecond: number = lazadaCapabilities.limits.callsPerSecond,
  ) {}

  createToken = (code: string) => this.callAuth(endpoints.createToken, { code });
  refreshToken = (refreshToken: string) => this.callAuth(endpoints.refreshToken, { refresh_token: refreshToken });
  seller = (access: ShopAccess) => this.call(endpoints.seller, access, {});
  categoryTree = (access: ShopAccess) => this.call(endpoints.categoryTree, access, { language_code: 'en_US' });
  categorySuggestion = (access: ShopAccess, title: string) =>
    this.call(endpoints.categorySuggestion, access, { product_name: title });
  categoryAttributes = (access: ShopAccess, categoryId: string) =>
    this.call(endpoints.categoryAttributes, access, { primary_category_id: categoryId, language_code: 'en_US' });
  createProduct = (access: ShopAccess, payload: CreateProductPayload) =>
    this.call(endpoints.createProduct, access, { payload: JSON.stringify(payload) });
  product = (access: ShopAccess, itemId: string) => this.call(endpoints.product, access, { item_id: itemId });
  products = (access: ShopAccess, query: Params) => this.call(endpoints.products, access, query);
  stockOfProduct = (access: ShopAccess, itemId: string) =>
    this.call(endpoints.stockOfProduct, access, { item_id: itemId });
  sellableStock = (access: ShopAccess, payload: string, priority: CallPriority) =>
    this.call({ ...endpoints.sellableStock, priority }, access, { payload });
  orders = (access: ShopAccess, query: OrdersQuery) => this.call(endpoints.orders, access, { ...query });
  order = (access: ShopAccess, orderId: number) => this.call(endpoints.order, access, { order_id: String(orderId) });
  itemsOfOrder = (access: ShopAccess, orderId: number) =>
    this.call(endpoints.itemsOfOrder, access, { order_id: String(orderId) });
  orderItems = (access: ShopAccess, query: Params) => this.call(endpoints.orderItems, access, query);
  shipmentProviders = (access: ShopAccess, request: ShipmentProvidersRequest) =>
    this.call(endpoints.shipmentProviders, access, { getShipmentProvidersReq: JSON.stringify(request) });
  pack = (access: ShopAccess, request: PackOrdersRequest) =>
    this.call(endpoints.pack, access, { packReq: JSON.stringify(request) });
  readyToShip = (access: ShopAccess, request: ReadyToShipRequest) =>
    this.call(endpoints.readyToShip, access, { readyToShipReq: JSON.stringify(request) });
  transactions = (access: ShopAccess, query: TransactionsQuery) =>
    this.call(endpoints.transactions, access, { ...query });
  payouts = (access: ShopAccess, query: Params) => this.call(endpoints.payouts, access, query);

  private callAuth(endpoint: Endpoint, params: Params): Promise<LazadaAnswer> {
    const baseUrl = this.credentials.authBaseUrl ?? publicAuthBaseUrl;
    return this.send(endpoint, { baseUrl, accessToken: null, shopKey: 'auth', params });
  }

  private call(endpoint: Endpoint, access: ShopAccess, params: Params): Promise<LazadaAnswer> {
    const { accessToken } = access;
    // A token is valid in several countries for a seller who ships across borders, and each counts calls for itself.
    const shopKey = `${salesCountryOf(access)}/${createHash('sha256').update(accessToken).digest('base64url').slice(0, 16)}`;
    return this.send(endpoint, { baseUrl: this.credentials.apiBaseUrl, accessToken, shopKey, params });
  }

  private send(endpoint: Endpoint, target: Target): Promise<LazadaAnswer> {
    const { operation, effect, priority } = endpoint;
    const context = this.contextOf(endpoint, target);
    const stock = operation === 'stock.write';
    return this.transport.call({
      operation,
      effect,
      priority,
      budget: stock
        ? { key: `${target.shopKey}/stock`, limit: stockLimit(this.callsPerSecond) }
        : { key: target.shopKey, limit: { capacity: this.callsPerSecond, perSecond: this.callsPerSecond } },
      build: () => this.build(endpoint, target),
      read: (answer) => readEnvelope(answer, endpoint.envelope, context),
    });
  }

  /** Parameters of the system travel in the address; those of a POST in a form, because long addresses are refused. */
  private build({ method, path }: Endpoint, { baseUrl, accessToken, params }: Target): OutgoingRequest {
    const { appKey, appSecret } = this.credentials;
    const system = systemParams({ appKey, accessToken, now: this.transport.clock.now() });
    const sign = signatureOf({ path, params: { ...system, ...params }, appSecret });
    const query = new URLSearchParams({ ...system, ...(method === 'GET' && params), sign });
    const url = `${baseUrl.replace(/\/+$/, '')}${path}?${query.toString()}`;
    const headers = { accept: 'application/json' };
    if (method === 'GET') return { method, url, headers };
    return {
      method,
      url,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: new URLSearchParams(params).toString(),
    };
  }

  private contextOf({ operation, codes, effect }: Endpoint, { accessToken }: Target): CallContext {
    const { appSecret } = this.credentials;
    return { operation, family: codes, effect, secrets: [appSecret, ...(accessToken === null ? [] : [accessToken])] };
  }
}

/** Lazada counts these by the second and refuses the 51st: what may be sent at once is taken from what follows. */
export function stockLimit(callsPerSecond: number): BucketLimit {
  const allowed = Math.min(callsPerSecond, lazadaCapabilities.limits.stockCallsPerSecond);
  const capacity = Math.max(1, Math.floor(allowed * 0.04));
  return { capacity, perSecond: Math.max(allowed - capacity, allowed / 2) };
}

interface Target {
  readonly baseUrl: string;
  readonly accessToken: string | null;
  readonly shopKey: string;
  readonly params: Params;
}

/** @throws NotSupportedError when Lazada has no site there */
export function salesCountryOf({ country }: ShopAccess): SalesCountry {
  const known = countryOfSite(country);
  if (known) return known;
  throw new NotSupportedError(
    { cause: 'Lazada has no site in the shop’s country.', advice: `Use one of: ${salesCountries.join(', ')}.` },
    { marketplace: 'lazada', operation: 'adapter' },
  );
}

/** The content as one object. */
export const objectIn = ({ data, details }: LazadaAnswer): WireObject => WireObject.of(data, 'data', details);

/** The content as one object; null when it is empty. */
export const objectOrNullIn = (answer: LazadaAnswer): WireObject | null =>
  answer.data === undefined || answer.data === null || Array.isArray(answer.data) ? null : objectIn(answer);

/** The content as a list; empty when it is left out. */
export const listIn = ({ data, details }: LazadaAnswer): WireObject[] =>
  WireObject.of({ data }, '', details).objects('data');
