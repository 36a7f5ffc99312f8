import type { FulfillmentPort } from '../../port/marketplace.port.js';
import { objectIn, type LazadaClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import { readingWrite } from '../errors.js';
import * as fulfillment from '../fulfillment.js';

export function fulfillmentPort(client: LazadaClient): FulfillmentPort {
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
