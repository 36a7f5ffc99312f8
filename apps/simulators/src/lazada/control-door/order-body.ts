import { BodyReader, InvalidBodyError } from '../../control/body.js';
import { readTexts } from '../../control/marketplace-routes.js';
import { ORDER_KINDS } from '../order/order.js';
import type { OrderRequest } from '../order/place-order.js';
import { findSeller, type Seller } from '../seller/seller.js';
import { parseAmount } from '../world/site.js';

export function readOrder(value: unknown, path: string): OrderRequest {
  const reader = new BodyReader(value, path);
  const seller = readShop(reader);
  const orderNumber = reader.optionalText('orderNumber');
  if (orderNumber !== undefined && !/^[1-9]\d{9,15}$/.test(orderNumber))
    throw reader.wrong('orderNumber', 'a text of 10 to 16 digits');
  const request: OrderRequest = {
    seller,
    orderNumber: orderNumber === undefined ? undefined : Number(orderNumber),
    createdMs: reader.optionalInstant('createdAt')?.getTime(),
    kind: reader.optionalOneOf('kind', ORDER_KINDS) ?? 'normal',
    lines: reader.list('lines', (line, at) => readLine(line, at, seller)),
    buyer: reader.optional('buyer', readBuyer) ?? {},
    status: reader.optionalOneOf('status', ['pending', 'unpaid']) ?? 'pending',
  };
  reader.end();
  if (request.orderNumber !== undefined && request.orderNumber > Number.MAX_SAFE_INTEGER) {
    throw reader.wrong('orderNumber', 'a number below 2^53');
  }
  return request;
}

function readLine(value: unknown, path: string, seller: Seller): OrderRequest['lines'][number] {
  const reader = new BodyReader(value, path);
  const sellerSku = reader.text('sellerSku');
  const quantity = reader.integer('quantity', { min: 1, max: 1000 });
  const unitPrice = reader.optionalText('unitPrice');
  const warehouse = reader.optionalText('warehouse');
  reader.end();
  const unitPriceMinor = unitPrice === undefined ? undefined : parseAmount(unitPrice, seller.site);
  if (unitPrice !== undefined && unitPriceMinor === undefined)
    throw reader.wrong('unitPrice', `an amount in ${seller.site.currency} such as "199.00"`);
  return { sellerSku, quantity, unitPriceMinor, warehouse };
}

const readBuyer = (value: unknown, path: string): OrderRequest['buyer'] =>
  readTexts(value, path, ['name', 'phone', 'street', 'city', 'state', 'postCode']);

export function readShop(reader: BodyReader): Seller {
  const shop = reader.text('shop');
  const seller = findSeller(shop);
  if (!seller) throw new InvalidBodyError(`There is no shop ${shop}. GET /_control/shops lists them.`);
  return seller;
}
