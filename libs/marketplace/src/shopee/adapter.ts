import type { AdapterOptions } from '../adapters/adapter-options.js';
import { HttpTransport } from '../http/http-transport.js';
import type { MarketplaceAdapter } from '../port/marketplace.port.js';
import { shopeeCapabilities } from './capabilities.js';
import { ShopeeClient } from './client.js';
import { authPort } from './ports/auth-port.js';
import { cancellationPort } from './ports/cancellations-port.js';
import { catalogPort } from './ports/catalog-port.js';
import { globalListingPort } from './ports/cross-border-port.js';
import { financePort } from './ports/finance-port.js';
import { firstMilePort } from './ports/first-mile-port.js';
import { fulfillmentPort } from './ports/fulfillment-port.js';
import { imagePort } from './ports/images-port.js';
import { livePort } from './ports/live-port.js';
import { orderPort } from './ports/orders-port.js';
import { pricePort } from './ports/prices-port.js';
import { pushPort, pushQueuePort } from './ports/push-port.js';
import { returnPort } from './ports/returns-port.js';
import { sellerPort } from './ports/seller-port.js';
import { stockPort } from './ports/stock-port.js';

/** Shops on Shopee. One adapter per app: its call budget covers what goes through it. */
export function createShopeeAdapter({ http, credentials }: AdapterOptions): MarketplaceAdapter {
  const transport = new HttpTransport('shopee', http);
  const { clock, sleep } = transport;
  const client = new ShopeeClient(transport, credentials, http?.callsPerSecond);
  const { appSecret: partnerKey, pushUrl: callbackUrl = '', contactEmail } = credentials;
  return {
    capabilities: shopeeCapabilities,
    auth: authPort(client, transport, credentials),
    seller: sellerPort(client),
    catalog: catalogPort(client, { clock, sleep }),
    images: imagePort(client),
    stock: stockPort(client),
    prices: pricePort(client),
    orders: orderPort(client, clock),
    fulfillment: fulfillmentPort(client, sleep),
    cancellations: cancellationPort(client),
    returns: returnPort(client, clock, contactEmail),
    finance: financePort(client, clock),
    push: pushPort({ partnerKey, callbackUrl }),
    pushQueue: pushQueuePort(client),
    live: livePort(client),
    globalListings: globalListingPort(client),
    firstMile: firstMilePort(client),
  };
}
