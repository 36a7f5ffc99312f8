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
import * as auth from './auth.js';
import { lazadaCapabilities } from './capabilities.js';
import * as catalog from './catalog.js';
import { LazadaClient, listIn, objectIn, objectOrNullIn, salesCountryOf } from './client.js';
import { endpoints } from './endpoints.js';
import { nullIfNotFound, readingWrite } from './errors.js';
import * as finance from './finance.js';
import * as fulfillment from './fulfillment.js';
import * as orders from './orders.js';
import { fromSellerResponse } from './seller.js';
import * as stock from './stock.js';
import { parsePush, signPush, verifyPush, type PushKeys } from './webhook.js';

/** Shops on Lazada. One adapter per app and site: its call budget covers what goes through it. */
export function createLazadaAdapter({ http, credentials }: AdapterOptions): MarketplaceAdapter {
  const transport = new HttpTransport('lazada', http);
  const client = new LazadaClient(transport, credentials, http?.callsPerSecond);
  return {
    capabilities: lazadaCapabilities,
    auth: authPort(client, transport, credentials),
    seller: { get: async (access) => fromSellerResponse(objectIn(await client.call(endpoints.seller, access, {}))) },
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
  { appKey, authBaseUrl = auth.publicAuthBaseUrl }: AdapterOptions['credentials'],
): AuthPort {
  return {
    authorizeUrl: (request) => auth.toAuthorizeUrl({ ...request, appKey, authBaseUrl }),
    exchangeCode: async (code) => {
      const { body } = await client.callAuth(endpoints.createToken, { code });
      return readingWrite(() => auth.fromTokenResponse(body, clock.now()));
    },
    refresh: async (refreshToken) => {
      const { body } = await client.callAuth(endpoints.refreshToken, { refresh_token: refreshToken });
      return readingWrite(() => auth.fromTokenResponse(body, clock.now()));
    },
  };
}

function catalogPort(client: LazadaClient): CatalogPort {
  return {
    categoryTree: async (access) =>
      catalog.fromCategoryTreeResponse(
        listIn(await client.call(endpoints.categoryTree, access, catalog.toCategoryTreeRequest())),
      ),
    suggestCategory: async (access, title) =>
      catalog.fromCategorySuggestionResponse(
        objectIn(await client.call(endpoints.categorySuggestion, access, catalog.toCategorySuggestionRequest(title))),
      ),
    attributes: async (access, categoryId) =>
      catalog.fromCategoryAttributesResponse(
        listIn(
          await client.call(endpoints.categoryAttributes, access, catalog.toCategoryAttributesRequest(categoryId)),
        ),
      ),
    createProduct: async (access, draft) => {
      const request = catalog.toCreateProductRequest(draft, salesCountryOf(access));
      const answer = await client.call(endpoints.createProduct, access, { payload: JSON.stringify(request) });
      return readingWrite(() => catalog.fromCreateProductResponse(objectIn(answer)));
    },
    readProduct: async (access, by) => {
      const country = salesCountryOf(access);
      if ('sellerSku' in by) {
        const query = catalog.toProductsBySellerSkuRequest(by.sellerSku);
        const answer = await client.call(endpoints.products, access, query);
        return catalog.fromProductsBySellerSkuResponse(objectOrNullIn(answer), by.sellerSku, country);
      }
      return nullIfNotFound(async () =>
        catalog.fromProductResponse(
          objectIn(await client.call(endpoints.product, access, { item_id: by.externalItemId })),
          country,
        ),
      );
    },
  };
}

function stockPort(client: LazadaClient): StockPort {
  return {
    write: (access, writes, priority = 'normal') =>
      stock.writeInBatches(writes, {
        batchSize: lazadaCapabilities.limits.stockWritesPerCall,
        refusedSkus: stock.refusedSkusOf,
        send: async (batch) => {
          await client.call(endpoints.sellableStock, access, { payload: stock.toStockRequest(batch) }, priority);
        },
      }),
    read: async (access, externalItemId) =>
      stock.fromStockResponse(
        objectIn(await client.call(endpoints.stockOfProduct, access, { item_id: externalItemId })),
      ),
  };
}

function orderPort(client: LazadaClient): OrderPort {
  return {
    listUpdatedSince: async (access, window) => {
      const country = salesCountryOf(access);
      const answer = await client.call(endpoints.orders, access, { ...orders.toListOrdersRequest(window, country) });
      return orders.fromListOrdersResponse(objectOrNullIn(answer), window, country);
    },
    get: async (access, orderNumber) => {
      const query = orders.toOrderRequest(orderNumber);
      // The items after the order: they are then at least as new as its time of change says.
      const order = objectIn(await client.call(endpoints.order, access, query));
      const header = orders.fromOrderResponse(order, salesCountryOf(access));
      const items = listIn(await client.call(endpoints.itemsOfOrder, access, query));
      return { ...header, ...orders.fromItems(orderNumber, items) };
    },
    items: (access, orderNumbers) =>
      orders.readItemsInBatches(orderNumbers, async (batch) =>
        orders.fromOrderItemsResponse(
          listIn(await client.call(endpoints.orderItems, access, orders.toOrderItemsRequest(batch))),
        ),
      ),
  };
}

function fulfillmentPort(client: LazadaClient): FulfillmentPort {
  return {
    providers: async (access, units) => {
      const getShipmentProvidersReq = JSON.stringify(fulfillment.toShipmentProvidersRequest(units));
      const answer = await client.call(endpoints.shipmentProviders, access, { getShipmentProvidersReq });
      return fulfillment.fromShipmentProvidersResponse(objectIn(answer));
    },
    pack: async (access, request) => {
      const packReq = JSON.stringify(fulfillment.toPackRequest(request));
      const answer = await client.call(endpoints.pack, access, { packReq });
      return readingWrite(() => fulfillment.fromPackResponse(objectIn(answer), answer.details));
    },
    readyToShip: async (access, packageId) => {
      const readyToShipReq = JSON.stringify(fulfillment.toReadyToShipRequest(packageId));
      const answer = await client.call(endpoints.readyToShip, access, { readyToShipReq });
      readingWrite(() => fulfillment.fromReadyToShipResponse(objectIn(answer), packageId, answer.details));
    },
  };
}

function financePort(client: LazadaClient): FinancePort {
  return {
    transactions: (access, window) =>
      finance.readDay(window, salesCountryOf(access), async (query) =>
        listIn(await client.call(endpoints.transactions, access, { ...query })),
      ),
    payouts: async (access, { since }) =>
      finance.fromPayoutsResponse(
        listIn(await client.call(endpoints.payouts, access, finance.toPayoutsRequest(since))),
        salesCountryOf(access),
      ),
  };
}

function pushPort(keys: PushKeys): PushPort {
  return {
    verify: (delivery) => verifyPush(delivery, keys),
    parse: parsePush,
    signForTests: (rawBody) => ({ 'content-type': 'application/json', authorization: signPush(rawBody, keys) }),
  };
}
