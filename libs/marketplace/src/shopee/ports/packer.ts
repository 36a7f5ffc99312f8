import { ConflictError, MarketplaceError, NotFoundError, OutcomeUnknownError } from '../../port/errors.js';
import type { PackRequest, PackResult } from '../../port/fulfillment.types.js';
import type { FulfillmentPort } from '../../port/marketplace.port.js';
import type { MarketplacePackage } from '../../port/order.types.js';
import type { ShopAccess } from '../../port/types.js';
import { readingWrite } from '../../wire/reading-write.js';
import type { WireObject } from '../../wire/wire-object.js';
import { objectIn, type ShopeeClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import { detailsOf } from '../errors.js';
import * as orders from '../orders.js';
import { toShipOrderRequest, toSplitRequest } from '../pack.js';
import type { OrderReader } from './orders-port.js';

const details = detailsOf({ operation: 'fulfillment.pack' });

/**
 * Arranges the shipment of each order. The orders are read before, to see which have to be parted, and after, because the
 * call itself answers nothing; both in batches.
 */
export function packer(client: ShopeeClient, read: OrderReader): FulfillmentPort['pack'] {
  return async (access, requests) => {
    const before = byNumber(
      await read.details(
        access,
        requests.map(({ orderNumber }) => orderNumber),
      ),
    );
    const errors = await shipAll(requests, (request) =>
      ship(client, { access, request, order: before.get(request.orderNumber) }),
    );
    const done = requests.map(({ orderNumber }) => orderNumber).filter((number) => !errors.has(number));
    const packages = await packagesOf(read, access, done);
    return requests.map((request) => resultOf(request, errors.get(request.orderNumber), packages));
  };
}

/**
 * The errors, by order number. An order that is refused does not hold up the others. What concerns all of them, such as a
 * dead token, is thrown while nothing is done; afterwards it is the error of each order that is left.
 */
async function shipAll(
  requests: readonly PackRequest[],
  shipOne: (request: PackRequest) => Promise<void>,
): Promise<Map<string, MarketplaceError>> {
  const errors = new Map<string, MarketplaceError>();
  let anyDone = false;
  let halted: MarketplaceError | null = null;
  for (const request of requests) {
    const error: MarketplaceError | null = halted ?? (await failureOf(shipOne(request)));
    if (error === null || error instanceof OutcomeUnknownError) anyDone = true;
    if (error === null) continue;
    if (!isAboutTheOrder(error)) {
      if (!anyDone) throw error;
      halted = error;
    }
    errors.set(request.orderNumber, error);
  }
  return errors;
}

async function failureOf(call: Promise<unknown>): Promise<MarketplaceError | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof MarketplaceError) return error;
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

/** Packages by order, or why they cannot be read: then it is known that they are there, and not which. */
async function packagesOf(
  read: OrderReader,
  access: ShopAccess,
  orderNumbers: readonly string[],
): Promise<ReadonlyMap<string, readonly MarketplacePackage[]> | MarketplaceError> {
  try {
    const found = await read.details(access, orderNumbers);
    const tracking = await read.tracking(access, found);
    return new Map(found.map((order) => [order.id('order_sn'), orders.fromOrderItems(order, tracking).packages]));
  } catch (error) {
    if (error instanceof MarketplaceError) return error;
    throw error;
  }
}

function resultOf(
  { orderNumber, externalLineIds }: PackRequest,
  error: MarketplaceError | undefined,
  packages: Awaited<ReturnType<typeof packagesOf>>,
): PackResult {
  const failing = (reason: MarketplaceError): PackResult => ({
    orderNumber,
    packages: [],
    failed: externalLineIds.map((key) => ({ key, error: reason })),
  });
  if (error) return failing(error);
  if (packages instanceof MarketplaceError) return failing(unread(packages));
  const own = (packages.get(orderNumber) ?? []).filter((parcel) =>
    parcel.externalLineIds.some((id) => externalLineIds.includes(id)),
  );
  return { orderNumber, packages: own, failed: [] };
}

const halfDone = ({ explanation }: MarketplaceError): OutcomeUnknownError =>
  new OutcomeUnknownError(
    { cause: explanation.cause, advice: 'Other packages of the order are arranged; read it to see which.' },
    details,
  );

const unread = ({ explanation }: MarketplaceError): OutcomeUnknownError =>
  new OutcomeUnknownError(
    { cause: explanation.cause, advice: 'The shipment is arranged; read the order to see its package.' },
    details,
  );

const byNumber = (found: readonly WireObject[]): Map<string, WireObject> =>
  new Map(found.map((order) => [order.id('order_sn'), order]));

interface Shipping {
  readonly access: ShopAccess;
  readonly request: PackRequest;
  readonly order: WireObject | undefined;
}

async function ship(client: ShopeeClient, { access, request, order }: Shipping): Promise<void> {
  if (!order) throw missing();
  // What cannot be sent is found out before the order is parted.
  toShipOrderRequest(request);
  for (const [index, packageId] of (await packagesFor(client, { access, request, order })).entries()) {
    const error = await failureOf(client.call(endpoints.shipOrder, access, toShipOrderRequest(request, packageId)));
    // Of several packages some may be arranged before one is refused.
    if (error) throw index === 0 ? error : halfDone(error);
  }
}

/** Numbers of the packages that hold the units; `undefined` for the one package of an order that is not split. */
async function packagesFor(
  client: ShopeeClient,
  { access, request, order }: Shipping & { order: WireObject },
): Promise<(string | undefined)[]> {
  const asked = new Set(request.externalLineIds);
  const parcels = order.objects('package_list');
  const rows = order.objects('item_list');
  const inside = rows.filter((row) => asked.has(orders.lineIdOf(row)));
  if (inside.length === 0) throw notInOrder();
  const holdsOnlyAsked = (parcel: WireObject): boolean => {
    const ids = parcel.objects('item_list').map(orders.lineIdOf);
    return ids.length > 0 && ids.every((id) => asked.has(id));
  };
  if (parcels.length > 1) {
    const touched = parcels.filter((parcel) =>
      parcel.objects('item_list').some((row) => asked.has(orders.lineIdOf(row))),
    );
    if (touched.length === 0 || !touched.every(holdsOnlyAsked)) throw splitOtherwise();
    return touched.map((parcel) => parcel.id('package_number'));
  }
  const open = rows.filter((row) => orders.activeUnitsOf(row) > 0);
  const rest = open.filter((row) => !inside.includes(row));
  if (rest.length === 0) return [undefined];
  const body = toSplitRequest(request.orderNumber, [inside, rest]);
  const answer = await client.call(endpoints.splitOrder, access, body);
  return readingWrite(() => {
    const split = objectIn(answer);
    const own = split.objects('package_list').find(holdsOnlyAsked);
    if (!own) throw split.violation('package_list', 'the package that was asked for');
    return [own.id('package_number')];
  });
}

const missing = (): NotFoundError =>
  new NotFoundError({ cause: 'The shop has no such order.', advice: 'Check the order number and the shop.' }, details);

const notInOrder = (): ConflictError =>
  new ConflictError(
    { cause: 'None of these lines is in the order.', advice: 'Read the order and name lines that are in it.' },
    details,
  );

const splitOtherwise = (): ConflictError =>
  new ConflictError(
    {
      cause: 'The order is split in another way than the lines that are to be packed.',
      advice: 'Read the order and pack the lines of each of its packages, or put it together in Seller Centre.',
      zh: { cause: '订单已按其他方式拆分。', advice: '请读取订单并按其包裹发货，或在卖家中心合并包裹。' },
    },
    details,
  );
