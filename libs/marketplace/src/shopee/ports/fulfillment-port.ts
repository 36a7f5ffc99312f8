import { notSupported } from '../../port/not-supported.js';
import type { FulfillmentPort } from '../../port/marketplace.port.js';
import { objectIn, type ShopeeClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import * as fulfillment from '../fulfillment.js';
import { labelPrinter } from './label-printer.js';
import { orderReader } from './orders-port.js';
import { packer } from './packer.js';

const marketplace = 'shopee';

export function fulfillmentPort(client: ShopeeClient, sleep: (ms: number) => Promise<void>): FulfillmentPort {
  const read = orderReader(client);
  return {
    providers: async (access, { orderNumber }) => {
      const request = fulfillment.toShippingParameterRequest(orderNumber);
      return fulfillment.fromShippingParameterResponse(
        objectIn(await client.call(endpoints.shippingParameter, access, request)),
      );
    },
    pack: packer(client, read),
    // Arranging the shipment is all: there is no second step, and no way back.
    readyToShip: () => notSupported(marketplace, 'fulfillment.readyToShip'),
    repack: () => notSupported(marketplace, 'fulfillment.repack'),
    documents: labelPrinter(client, read, sleep),
    reportOwnDelivery: () => notSupported(marketplace, 'fulfillment.reportOwnDelivery'),
  };
}
