import { BodyReader, InvalidBodyError } from '../../control/body.js';
import { readTexts } from '../../control/marketplace-routes.js';
import { regionRule, toMinor } from '../catalog/region-rule.js';
import { findShop, type Shop } from '../shop/shop.js';
import type { OrderRequest } from '../order/place-order.js';

export function readOrder(value: unknown, path: string): OrderRequest {
  const reader = new BodyReader(value, path);
  const shop = readShop(reader);
  const orderNumber = reader.optionalText('orderNumber');
  if (orderNumber !== undefined && !/^[0-9A-Z]{14}$/.test(orderNumber))
    throw reader.wrong('orderNumber', 'a text of 14 digits and upper-case letters');
  const status = reader.optionalOneOf('status', ['pending', 'unpaid', 'READY_TO_SHIP', 'UNPAID']);
  const request: OrderRequest = {
    shop,
    orderNumber,
    createdMs: reader.optionalInstant('createdAt')?.getTime(),
    lines: reader.list('lines', (line, at) => readLine(line, at, shop)),
    buyer: reader.optional('buyer', readBuyer) ?? {},
    status: status === 'unpaid' || status === 'UNPAID' ? 'UNPAID' : 'READY_TO_SHIP',
    isCashOnDelivery: reader.optionalOneOf('payment', ['online', 'cod']) === 'cod',
    message: reader.optionalText('message') ?? '',
  };
  reader.end();
  return request;
}

function readLine(value: unknown, path: string, shop: Shop): OrderRequest['lines'][number] {
  const reader = new BodyReader(value, path);
  const sellerSku = reader.text('sellerSku');
  const quantity = reader.integer('quantity', { min: 1, max: 1000 });
  const unitPrice = reader.optionalText('unitPrice');
  reader.end();
  const rule = regionRule(shop.region);
  const unitPriceMinor = unitPrice === undefined ? undefined : toMinor(unitPrice, rule);
  if (unitPrice !== undefined && unitPriceMinor === undefined)
    throw reader.wrong(
      'unitPrice',
      `an amount in ${rule.currency} such as "${rule.decimals === 0 ? '199' : '199.00'}"`,
    );
  return { sellerSku, quantity, unitPriceMinor };
}

/** The fields that all control doors have; the rest of an address is the simulator's own. */
function readBuyer(value: unknown, path: string): OrderRequest['buyer'] {
  const names = ['name', 'phone', 'street', 'city', 'state', 'postCode', 'username'] as const;
  const { postCode, ...buyer } = readTexts(value, path, names);
  return postCode === undefined ? buyer : { ...buyer, zipCode: postCode };
}

export function readShop(reader: BodyReader): Shop {
  const shopId = reader.text('shop');
  const shop = findShop(Number(shopId));
  if (!shop) throw new InvalidBodyError(`There is no shop ${shopId}. GET /_control/shops lists them.`);
  return shop;
}
