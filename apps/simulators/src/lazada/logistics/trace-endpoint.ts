import { missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { Order, OrderPackage, PackageEvent } from '../order/order.js';
import { readTexts } from '../reverse/reverse-call.js';
import { toLocalTime, type Site } from '../world/site.js';

export const traceEndpoints: readonly Endpoint[] = [
  { path: '/logistic/order/trace', access: 'seller', handle: (call) => ({ result: trace(call) }) },
];

/** What happened to the parcels of an order since they were reported ready. */
function trace(call: ApiCall): JsonObject {
  const orderId = call.params.get('order_id');
  if (!orderId) throw missingParameter('order_id');
  const order = call.world.orders.findOf(sellerOf(call), Number(orderId));
  if (!order) return failure('LD_INPUT_PARAM_VALID', 'orderId is wrong');
  const packages = packagesOf(order);
  const wanted = readTexts(call.params.get('ofcPackageIdList'));
  if (wanted.some((id) => !packages.some((pack) => pack.packageId === id)))
    return failure('INPUT_PARAM_VALID', 'order id or ofcPackageIdList invalid');
  const shown = packages.filter(
    (pack) => pack.events.length > 0 && (wanted.length === 0 || wanted.includes(pack.packageId)),
  );
  if (shown.length === 0) return failure('LD_INVOKE_DOWNSTREAM_RESPONSE_BLANK', 'The order is not ready to ship');
  return {
    success: true,
    not_success: false,
    repeated: false,
    retry: false,
    error_code: {},
    module: [
      {
        ofc_order_id: String(order.orderId),
        warehouse_detail_info: order.items[0]!.warehouseCode,
        package_detail_info_list: shown.map((pack) => packageAnswer(pack, order)),
      },
    ],
  };
}

const packagesOf = ({ items }: Order): OrderPackage[] => [...new Set(items.flatMap(({ pack }) => pack ?? []))];

const packageAnswer = (pack: OrderPackage, order: Order): JsonObject => ({
  ofc_package_id: pack.packageId,
  tracking_number: pack.trackingNumber,
  order_line_info_list: order.items
    .filter((item) => item.pack === pack)
    .map((item) => item.itemId)
    .join(','),
  // Newest first.
  logistic_detail_info_list: pack.events.map((event) => eventAnswer(event, order.seller.site)).toReversed(),
});

const eventAnswer = ({ status, atMs }: PackageEvent, site: Site): JsonObject => ({
  title: TITLES[status] ?? status,
  description: `${TITLES[status] ?? status}.`,
  detail_type: status,
  status_code: status,
  event_time: atMs,
  event_date: toLocalTime(atMs, site).slice(0, 10),
  receive_time: atMs,
  package_location_name: site.countryName,
  icon: '',
  proof_images: [],
});

const TITLES: Readonly<Record<string, string>> = {
  READY_TO_SHIP: 'The parcel is ready',
  TRANSIT_TO_SHIP: 'The carrier has the parcel',
  DELIVERED: 'The parcel has arrived',
  DELIVER_FAILED: 'The parcel could not be delivered',
  LOST_BY_3PL: 'The parcel is lost',
  DAMAGE_BY_3PL: 'The parcel is damaged',
  CANCELLED: 'The parcel was cancelled',
};

const failure = (code: string, message: string): JsonObject => ({
  success: false,
  not_success: true,
  repeated: false,
  retry: false,
  error_code: { displayMessage: `${code}: ${message}` },
  module: [],
});
