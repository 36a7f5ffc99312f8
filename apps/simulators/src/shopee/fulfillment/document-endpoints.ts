import type { Fields } from '../catalog/fields.js';
import { recipientAddress } from '../order/buyer.js';
import { carrierOf, weightOf } from '../order/order-answer.js';
import { fieldsOf } from '../order/order-call.js';
import type { OrderPackage } from '../order/order.js';
import { FileAnswer, shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { World } from '../world/world.js';
import { batchAnswer, tryRow } from './batch-answer.js';
import {
  createDocument,
  DOCUMENT_TYPES,
  mustBePrintable,
  pollDocument,
  SUGGESTED_TYPE,
  type DocumentType,
} from './document.js';
import { logisticsError, packageOfRow } from './package-call.js';
import { writePdf } from './pdf.js';

const MAX_ROWS = 50;

export const documentEndpoints: readonly Endpoint[] = [
  {
    path: '/api/v2/logistics/get_shipping_document_parameter',
    method: 'POST',
    access: 'shop',
    handle: (call) =>
      eachRow(call, (row) => {
        packageOf(call, row);
        return { suggest_shipping_document_type: SUGGESTED_TYPE, selectable_shipping_document_type: DOCUMENT_TYPES };
      }),
  },
  {
    path: '/api/v2/logistics/create_shipping_document',
    method: 'POST',
    access: 'shop',
    handle: (call) => eachRow(call, (row) => create(call, row)),
  },
  {
    path: '/api/v2/logistics/get_shipping_document_result',
    method: 'POST',
    access: 'shop',
    handle: (call) => eachRow(call, (row) => ({ status: pollDocument(call.world, packageOf(call, row), typeOf(row)) })),
  },
  { path: '/api/v2/logistics/download_shipping_document', method: 'POST', access: 'shop', handle: download },
];

const packageOf = (call: ApiCall, row: Fields): OrderPackage => packageOfRow(call.world, shopOf(call), row);

const typeOf = (fields: Fields): DocumentType => fields.oneOf('shipping_document_type', DOCUMENT_TYPES, SUGGESTED_TYPE);

function eachRow(call: ApiCall, act: (row: Fields) => JsonObject): JsonObject {
  const rows = fieldsOf(call, 'logistics').someObjects('order_list', MAX_ROWS);
  return batchAnswer(
    rows.map((row) => {
      const named = { order_sn: row.text('order_sn'), package_number: row.optionalText('package_number') ?? '' };
      return tryRow(named, () => act(row));
    }),
  );
}

/** Answers with the package's number even where the call did not give it. */
function create(call: ApiCall, row: Fields): JsonObject {
  const one = packageOf(call, row);
  mustBePrintable(one);
  if (one.trackingNumber === '')
    throw logisticsError('tracking_number_invalid', 'The package has no tracking number yet, try again later.');
  const given = row.optionalText('tracking_number');
  if (given !== one.trackingNumber)
    throw logisticsError('tracking_number_invalid', 'The tracking_number is not that of the package.');
  if (call.world.faults.strike('partial-failure', call.path))
    throw logisticsError('error_server', 'The document could not be made, try again later.');
  createDocument(call.world, one, typeOf(row));
  return { package_number: one.packageNumber };
}

/** The labels of all rows in one file; a row that has none fails the call. */
function download(call: ApiCall): FileAnswer {
  const fields = fieldsOf(call, 'logistics');
  const type = typeOf(fields);
  const packages = fields.someObjects('order_list', MAX_ROWS).map((row) => packageOf(call, row));
  for (const one of packages) {
    const document = one.documents.get(type);
    if (!document) throw logisticsError('shipping_document_should_print_first', 'Call create_shipping_document first.');
    if (document.status === 'PROCESSING') throw logisticsError('download_later', 'The document is being made.');
    if (document.status === 'FAILED') throw logisticsError('package_can_not_print', 'The document could not be made.');
    mustBePrintable(one);
  }
  for (const one of packages) call.world.calls.reacted(one.order, 'order → label downloaded');
  return new FileAnswer(
    'application/pdf',
    'shipping-documents.pdf',
    writePdf(packages.map((one) => label(call.world, one, type))),
  );
}

function label(world: World, one: OrderPackage, type: DocumentType): string[] {
  const { order } = one;
  const to = recipientAddress(order.buyer, order.shop.region, world.settings.maskBuyers);
  return [
    carrierOf(one.channelId),
    one.trackingNumber,
    `Order ${order.orderSn}`,
    `Package ${one.packageNumber}`,
    `To ${to.name}, ${to.phone}`,
    to.full_address,
    `From ${order.shop.name}`,
    `${weightOf(one)} g, ${one.lines.reduce((sum, line) => sum + line.quantity, 0)} pieces`,
    order.isCashOnDelivery ? 'COD' : 'PREPAID',
    type,
  ];
}
