import { notSupported } from '../../port/not-supported.js';
import type { FulfillmentPort } from '../../port/marketplace.port.js';
import type { OrderUnits } from '../../port/order.types.js';
import type { ShopAccess } from '../../port/types.js';
import { objectIn, type ShopeeClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import * as fulfillment from '../fulfillment.js';
import { lineIdOf } from '../orders.js';
import { labelPrinter } from './label-printer.js';
import { orderReader, type OrderReader } from './orders-port.js';
import { packer } from './packer.js';

const marketplace = 'shopee';

export function fulfillmentPort(client: ShopeeClient, sleep: (ms: number) => Promise<void>): FulfillmentPort {
  const read = orderReader(client);
  return {
    providers: async (access, units) => {
      const ask = async (packageId?: string) => {
        const request = fulfillment.toShippingParameterRequest(units.orderNumber, packageId);
        return fulfillment.fromShippingParameterResponse(
          objectIn(await client.call(endpoints.shippingParameter, access, request)),
        );
      };
      return ask().catch(async (error: unknown) => {
        const packageId = fulfillment.isPackageWanted(error) ? await packageWith(read, access, units) : null;
        if (packageId === null) throw error;
        return ask(packageId);
      });
    },
    pack: packer(client, read),
    // Arranging the shipment is all: there is no second step, and no way back.
    readyToShip: () => notSupported(marketplace, 'fulfillment.readyToShip'),
    repack: () => notSupported(marketplace, 'fulfillment.repack'),
    documents: labelPrinter(client, read, sleep),
    reportOwnDelivery: () => notSupported(marketplace, 'fulfillment.reportOwnDelivery'),
  };
}

/** The package of a split order that holds one of the lines. */
async function packageWith(
  read: OrderReader,
  access: ShopAccess,
  { orderNumber, externalLineIds }: OrderUnits,
): Promise<string | null> {
  const [order] = await read.details(access, [orderNumber]);
  const parcel = order
    ?.objects('package_list')
    .find((one) => one.objects('item_list').some((row) => externalLineIds.includes(lineIdOf(row))));
  return parcel?.id('package_number') ?? null;
}
