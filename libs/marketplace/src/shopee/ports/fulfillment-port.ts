import { ConflictError, MarketplaceError, NotFoundError } from '../../port/errors.js';
import type { PackRequest, PackResult } from '../../port/fulfillment.types.js';
import type { FulfillmentPort } from '../../port/marketplace.port.js';
import type { MarketplacePackage } from '../../port/order.types.js';
import type { ShopAccess } from '../../port/types.js';
import type { WireObject } from '../../wire/wire-object.js';
import { notSupported } from '../../port/not-supported.js';
import type { ShopeeClient } from '../client.js';
import { objectIn } from '../client.js';
import { endpoints } from '../endpoints.js';
import { detailsOf } from '../errors.js';
import * as fulfillment from '../fulfillment.js';
import * as orders from '../orders.js';
import { labelPrinter } from './label-printer.js';
import { orderReader, type OrderReader } from './orders-port.js';

const marketplace = 'shopee';

export function fulfillmentPort(client: ShopeeClient, sleep: (ms: number) => Promise<void>): FulfillmentPort {
  const read = orderReader(client);
  const print = labelPrinter(client, read, sleep);
  return {
    providers: async (access, { orderNumber }) => {
      const answer = await client.call(
        endpoints.shippingParameter,
        access,
        fulfillment.toShippingParameterRequest(orderNumber),
      );
      return fulfillment.fromShippingParameterResponse(objectIn(answer));
    },
    pack: (access, requests) => pack(client, read, { access, requests }),
    // Arranging the shipment is all: there is no second step.
    readyToShip: () => notSupported(marketplace, 'fulfillment.readyToShip'),
    repack: () => notSupported(marketplace, 'fulfillment.repack'),
    documents: print,
    reportOwnDelivery: () => notSupported(marketplace, 'fulfillment.reportOwnDelivery'),
  };
}

interface Packing {
  readonly access: ShopAccess;
  readonly requests: readonly PackRequest[];
}

/**
 * Arranges the shipment of each order. The orders are read before, to see which have to be parted, and after, because the
 * call itself answers nothing; both in batches.
 */
async function pack(client: ShopeeClient, read: OrderReader, { access, requests }: Packing): Promise<PackResult[]> {
  const numbers = requests.map(({ orderNumber }) => orderNumber);
  const before = byNumber(await read.details(access, numbers));
  const errors = new Map<string, MarketplaceError>();
  for (const request of requests) {
    const error = await shipOne(client, { access, request, order: before.get(request.orderNumber) });
    if (error) errors.set(request.orderNumber, error);
  }
  const done = numbers.filter((number) => !errors.has(number));
  const found = await read.details(access, done);
  const after = byNumber(found);
  const tracking = await read.tracking(access, found);
  return requests.map((request) => {
    const { orderNumber, externalLineIds } = request;
    const error = errors.get(orderNumber);
    if (error) return { orderNumber, packages: [], failed: externalLineIds.map((key) => ({ key, error })) };
    const order = after.get(orderNumber);
    const packages = order ? orders.fromOrderItems(order, tracking).packages : [];
    return { orderNumber, packages: packages.filter((parcel) => holdsAnyOf(parcel, externalLineIds)), failed: [] };
  });
}

const byNumber = (found: readonly WireObject[]): Map<string, WireObject> =>
  new Map(found.map((order) => [order.id('order_sn'), order]));

const holdsAnyOf = ({ externalLineIds }: MarketplacePackage, wanted: readonly string[]): boolean =>
  externalLineIds.some((id) => wanted.includes(id));

interface Shipping {
  readonly access: ShopAccess;
  readonly request: PackRequest;
  readonly order: WireObject | undefined;
}

/** Answers the error of this order: the others go on. What concerns all of them is thrown. */
async function shipOne(client: ShopeeClient, { access, request, order }: Shipping): Promise<MarketplaceError | null> {
  try {
    if (!order) throw missing();
    const packageId = await packageFor(client, { access, request, order });
    await client.call(endpoints.shipOrder, access, fulfillment.toShipOrderRequest(request, packageId));
    return null;
  } catch (error) {
    if (error instanceof MarketplaceError && isAboutTheOrder(error)) return error;
    throw error;
  }
}

const isAboutTheOrder = ({ code }: MarketplaceError): boolean =>
  [
    'marketplace-conflict',
    'marketplace-not-found',
    'marketplace-invalid-request',
    'marketplace-outcome-unknown',
    'marketplace-not-supported',
  ].includes(code);

const missing = (): NotFoundError =>
  new NotFoundError(
    { cause: 'The shop has no such order.', advice: 'Check the order number and the shop.' },
    detailsOf({ operation: 'fulfillment.pack' }),
  );

/** The number of the package that the units are in; undefined for the one package of an order that is not split. */
async function packageFor(
  client: ShopeeClient,
  { access, request, order }: Required<Shipping> & { order: WireObject },
) {
  const { orderNumber, externalLineIds } = request;
  const { lines } = orders.fromOrderItems(order, new Map());
  const parcels = order.objects('package_list');
  const asked = new Set(externalLineIds);
  const rows = order.objects('item_list');
  const inside = rows.filter((_, index) => lines[index]!.externalLineIds.some((id) => asked.has(id)));
  if (inside.length === 0) throw notInOrder();
  if (inside.length === rows.length && parcels.length <= 1) return undefined;
  const present = parcels.find((parcel) => {
    const ids = parcel.objects('item_list').map(orders.lineIdOf);
    return ids.length > 0 && ids.every((id) => asked.has(id)) && ids.length === inside.length;
  });
  if (present) return present.id('package_number');
  const rest = rows.filter((row) => !inside.includes(row));
  const request_ = fulfillment.toSplitRequest(orderNumber, [inside, rest]);
  const split = objectIn(await client.call(endpoints.splitOrder, access, request_));
  const own = split.objects('package_list').find((parcel) =>
    parcel
      .objects('item_list')
      .map(orders.lineIdOf)
      .every((id) => asked.has(id)),
  );
  if (!own) throw split.violation('package_list', 'the package that was asked for');
  return own.id('package_number');
}

const notInOrder = (): ConflictError =>
  new ConflictError(
    { cause: 'None of these lines is in the order.', advice: 'Read the order and name lines that are in it.' },
    detailsOf({ operation: 'fulfillment.pack' }),
  );
