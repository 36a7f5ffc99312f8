import type { AdapterOptions } from '../adapters/adapter-options.js';
import { HttpTransport } from '../http/http-transport.js';
import type {
  AuthPort,
  CatalogPort,
  FinancePort,
  FulfillmentPort,
  MarketplaceAdapter,
  OrderPort,
  PushPort,
  StockPort,
} from '../port/marketplace.port.js';
import { fromTokenResponse, publicAuthBaseUrl, toAuthorizeUrl } from './auth.js';
import { lazadaCapabilities } from './capabilities.js';
import {
  fromCategoryAttributesResponse,
  fromCategorySuggestionResponse,
  fromCategoryTreeResponse,
  fromCreateProductResponse,
  fromProductResponse,
  fromProductsBySellerSkuResponse,
  toCreateProductRequest,
  toProductsBySellerSkuRequest,
} from './catalog.js';
import { LazadaClient, listIn, objectIn, objectOrNullIn, salesCountryOf } from './client.js';
import { nullIfNotFound, readingWrite } from './errors.js';
import { fromPayoutsResponse, readDay, toPayoutsRequest } from './finance.js';
import {
  fromPackResponse,
  fromReadyToShipResponse,
  fromShipmentProvidersResponse,
  toPackRequest,
  toReadyToShipRequest,
  toShipmentProvidersRequest,
} from './fulfillment.js';
import {
  fromItems,
  fromListOrdersResponse,
  fromOrderItemsResponse,
  fromOrderResponse,
  readItemsInBatches,
  toListOrdersRequest,
  toOrderItemsRequest,
  wholeNumber,
} from './orders.js';
import { fromSellerResponse } from './seller.js';
import { fromStockResponse, refusedSkusOf, toStockRequest, writeInBatches } from './stock.js';
import { parsePush, signPush, verifyPush, type PushKeys } from './webhook.js';

/** Shops on Lazada. One adapter per app and site: its call budget covers what goes through it. */
export function createLazadaAdapter({ http, credentials }: AdapterOptions): MarketplaceAdapter {
  const transport = new HttpTransport('lazada', http);
  const client = new LazadaClient(transport, credentials, http?.callsPerSecond);
  return {
    capabilities: lazadaCapabilities,
    auth: authPort(client, transport, credentials),
    seller: { get: async (access) => fromSellerResponse(objectIn(await client.seller(access))) },
    catalog: catalogPort(client),
    stock: stockPort(client),
    orders: orderPort(client),
    fulfillment: fulfillmentPort(client),
    finance: financePort(client),
    push: pushPort(credentials),
  };
}

function authPort(
  client: LazadaClient,
  { clock }: HttpTransport,
  credentials: AdapterOptions['credentials'],
): AuthPort {
  const { appKey, authBaseUrl = publicAuthBaseUrl } = credentials;
  return {
    authorizeUrl: (request) => toAuthorizeUrl({ ...request, appKey, authBaseUrl }),
    exchangeCode: async (code) => {
      const answer = await client.createToken(code);
      return readingWrite(() => fromTokenResponse(answer.body, clock.now()));
    },
    refresh: async (refreshToken) => {
      const answer = await client.refreshToken(refreshToken);
      return readingWrite(() => fromTokenResponse(answer.body, clock.now()));
    },
  };
}

function catalogPort(client: LazadaClient): CatalogPort {
  return {
    categoryTree: async (access) => fromCategoryTreeResponse(listIn(await client.categoryTree(access))),
    suggestCategory: async (access, title) =>
      fromCategorySuggestionResponse(objectIn(await client.categorySuggestion(access, title))),
    attributes: async (access, categoryId) =>
      fromCategoryAttributesResponse(listIn(await client.categoryAttributes(access, categoryId))),
    createProduct: async (access, draft) => {
      const answer = await client.createProduct(access, toCreateProductRequest(draft, salesCountryOf(access)));
      return readingWrite(() => fromCreateProductResponse(objectIn(answer)));
    },
    readProduct: async (access, by) => {
      const country = salesCountryOf(access);
      if ('sellerSku' in by) {
        const answer = await client.products(access, toProductsBySellerSkuRequest(by.sellerSku));
        return fromProductsBySellerSkuResponse(objectOrNullIn(answer), by.sellerSku, country);
      }
      return nullIfNotFound(async () =>
        fromProductResponse(objectIn(await client.product(access, by.externalItemId)), country),
      );
    },
  };
}

function stockPort(client: LazadaClient): StockPort {
  return {
    write: (access, writes, priority = 'normal') =>
      writeInBatches(writes, {
        batchSize: lazadaCapabilities.limits.stockWritesPerCall,
        refusedSkus: refusedSkusOf,
        send: async (batch) => {
          await client.sellableStock(access, toStockRequest(batch), priority);
        },
      }),
    read: async (access, externalItemId) =>
      fromStockResponse(objectIn(await client.stockOfProduct(access, externalItemId))),
  };
}

function orderPort(client: LazadaClient): OrderPort {
  return {
    listUpdatedSince: async (access, window) => {
      const country = salesCountryOf(access);
      const answer = await client.orders(access, toListOrdersRequest(window, country));
      return fromListOrdersResponse(objectOrNullIn(answer), window, country);
    },
    get: async (access, orderNumber) => {
      const orderId = wholeNumber(orderNumber, 'orders.get');
      // The items after the order: they are then at least as new as its time of change says.
      const header = fromOrderResponse(objectIn(await client.order(access, orderId)), salesCountryOf(access));
      return { ...header, ...fromItems(orderNumber, listIn(await client.itemsOfOrder(access, orderId))) };
    },
    items: (access, orderNumbers) =>
      readItemsInBatches(orderNumbers, async (batch) =>
        fromOrderItemsResponse(listIn(await client.orderItems(access, toOrderItemsRequest(batch)))),
      ),
  };
}

function fulfillmentPort(client: LazadaClient): FulfillmentPort {
  return {
    providers: async (access, units) =>
      fromShipmentProvidersResponse(
        objectIn(await client.shipmentProviders(access, toShipmentProvidersRequest(units))),
      ),
    pack: async (access, request) => {
      const answer = await client.pack(access, toPackRequest(request));
      return readingWrite(() => fromPackResponse(objectIn(answer), answer.details));
    },
    readyToShip: async (access, packageId) => {
      const answer = await client.readyToShip(access, toReadyToShipRequest(packageId));
      readingWrite(() => fromReadyToShipResponse(objectIn(answer), packageId, answer.details));
    },
  };
}

function financePort(client: LazadaClient): FinancePort {
  return {
    transactions: (access, window) =>
      readDay(window, salesCountryOf(access), async (query) => listIn(await client.transactions(access, query))),
    payouts: async (access, { since }) =>
      fromPayoutsResponse(listIn(await client.payouts(access, toPayoutsRequest(since))), salesCountryOf(access)),
  };
}

function pushPort(keys: PushKeys): PushPort {
  return {
    verify: (delivery) => verifyPush(delivery, keys),
    parse: parsePush,
    signForTests: (rawBody) => ({ 'content-type': 'application/json', authorization: signPush(rawBody, keys) }),
  };
}
