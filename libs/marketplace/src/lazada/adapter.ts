import type { AdapterOptions } from '../adapters/adapter-options.js';
import { HttpTransport } from '../http/http-transport.js';
import type { MarketplaceAdapter } from '../port/marketplace.port.js';
import { unsupportedPorts } from '../port/unsupported-ports.js';
import { lazadaCapabilities } from './capabilities.js';
import { LazadaClient } from './client.js';
import { authPort } from './ports/auth-port.js';
import { cancellationPort } from './ports/cancellations-port.js';
import { catalogPort } from './ports/catalog-port.js';
import { financePort } from './ports/finance-port.js';
import { fulfillmentPort } from './ports/fulfillment-port.js';
import { imagePort } from './ports/images-port.js';
import { orderPort } from './ports/orders-port.js';
import { pricePort } from './ports/prices-port.js';
import { pushPort } from './ports/push-port.js';
import { returnPort } from './ports/returns-port.js';
import { sellerPort } from './ports/seller-port.js';
import { stockPort } from './ports/stock-port.js';

/** Shops on Lazada. One adapter per app and site: its call budget covers what goes through it. */
export function createLazadaAdapter({ http, credentials }: AdapterOptions): MarketplaceAdapter {
  const transport = new HttpTransport('lazada', http);
  const client = new LazadaClient(transport, credentials, http?.callsPerSecond);
  return {
    ...unsupportedPorts('lazada'),
    capabilities: lazadaCapabilities,
    auth: authPort(client, transport, credentials),
    seller: sellerPort(client),
    catalog: catalogPort(client, transport.clock),
    images: imagePort(client, transport),
    stock: stockPort(client),
    prices: pricePort(client, transport.clock),
    orders: orderPort(client),
    fulfillment: fulfillmentPort(client),
    cancellations: cancellationPort(client),
    returns: returnPort(client, transport.clock),
    finance: financePort(client),
    push: pushPort(credentials),
  };
}
