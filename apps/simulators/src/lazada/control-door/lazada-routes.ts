import { BodyReader, InvalidBodyError, RefusedError } from '../../control/body.js';
import type { ControlRoute } from '../../control/control-door.js';
import { ACCOUNTS, findSeller, type Seller } from '../seller/seller.js';
import { ADVANCE_TARGETS } from '../order/order-moves.js';
import { ORDER_KINDS, type Order } from '../order/order.js';
import { cancelFromOutside, returnFromOutside, reverseRoutes } from './reverse-routes.js';
import { limitRoutes } from './limit-routes.js';
import { pushRoutes } from './push-routes.js';
import { readStream } from './buyer-stream.js';
import { placeOrder, type OrderRequest } from '../order/place-order.js';
import { parseAmount } from '../world/site.js';
import type { World } from '../world/world.js';

/** What the control door does beyond what every simulator has. */
export function lazadaRoutes(current: () => World): ControlRoute[] {
  return [
    ...limitRoutes(current),
    { method: 'POST', pattern: '/orders', handle: ({ body }) => placeOrders(current(), body) },
    {
      method: 'POST',
      pattern: '/orders/{orderNumber}/advance',
      handle: ({ names, body }) => {
        const reader = new BodyReader(body);
        const to = reader.oneOf('to', ADVANCE_TARGETS);
        reader.end();
        return change(current(), names, (order) => current().orderMoves.advance(order, to));
      },
    },
    {
      method: 'POST',
      pattern: '/orders/{orderNumber}/cancel',
      handle: ({ names, body }) => change(current(), names, (order) => cancelFromOutside(current(), order, body)),
    },
    {
      method: 'POST',
      pattern: '/orders/{orderNumber}/return',
      handle: ({ names, body }) => change(current(), names, (order) => returnFromOutside(current(), order, body)),
    },
    ...reverseRoutes(current),
    { method: 'GET', pattern: '/orders/{orderNumber}', handle: ({ names }) => orderState(findOrder(current(), names)) },
    {
      method: 'POST',
      pattern: '/rate',
      handle: ({ body }) => current().buyers.start(current(), readStream(body, readShop)),
    },
    { method: 'DELETE', pattern: '/rate', handle: () => ({ streams: current().buyers.stopAll() }) },
    { method: 'POST', pattern: '/stock', handle: ({ body }) => declareStock(current(), body) },
    ...pushRoutes(current),
    {
      method: 'GET',
      pattern: '/shops',
      handle: () => ({ accounts: ACCOUNTS.map(accountState), shops: shopStates(current()) }),
    },
  ];
}

/** So many are placed before others have their turn: a hundred thousand at once would stop the whole marketplace. */
const AT_A_TIME = 500;

/** `{orders: […]}`, or NDJSON with one order a line. Malformed orders fail the whole call, impossible ones are listed. */
async function placeOrders(world: World, body: unknown): Promise<unknown> {
  const requests = Array.isArray(body)
    ? body.map((one, index) => readOrder(one, `orders[${index}]`))
    : readOrders(body);
  const placed: { orderNumber: string }[] = [];
  const refused: { index: number; reason: string }[] = [];
  for (const [index, request] of requests.entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await new Promise((resolve) => void setImmediate(resolve));
    const result = placeOrder(world, request);
    if ('refused' in result) refused.push({ index, reason: result.refused });
    else placed.push({ orderNumber: String(result.orderId) });
  }
  return { placed, refused };
}

function readOrders(body: unknown): OrderRequest[] {
  const reader = new BodyReader(body);
  const orders = reader.list('orders', readOrder);
  reader.end();
  return orders;
}

function readOrder(value: unknown, path: string): OrderRequest {
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

function readBuyer(value: unknown, path: string): OrderRequest['buyer'] {
  const reader = new BodyReader(value, path);
  const fields = (['name', 'phone', 'street', 'city', 'state', 'postCode'] as const).flatMap((name) => {
    const given = reader.optionalText(name);
    return given === undefined ? [] : [[name, given] as const];
  });
  reader.end();
  return Object.fromEntries(fields);
}

function readShop(reader: BodyReader): Seller {
  const shop = reader.text('shop');
  const seller = findSeller(shop);
  if (!seller) throw new InvalidBodyError(`There is no shop ${shop}. GET /_control/shops lists them.`);
  return seller;
}

function change(world: World, names: Readonly<Record<string, string>>, act: (order: Order) => void): unknown {
  const order = findOrder(world, names);
  act(order);
  return orderState(order);
}

function findOrder(world: World, names: Readonly<Record<string, string>>): Order {
  const order = world.orders.find(Number(names['orderNumber']));
  if (!order) throw new RefusedError(`There is no order ${names['orderNumber']}.`, 404);
  return order;
}

const orderState = (order: Order): unknown => ({
  orderNumber: String(order.orderId),
  shop: order.seller.sellerId,
  items: order.items.map((item) => ({
    orderItemId: String(item.itemId),
    sellerSku: item.sku.sellerSku,
    status: item.status,
    packageId: item.pack?.packageId ?? null,
    trackingNumber: item.pack?.trackingNumber ?? null,
    reverseOrderId: item.reverseLine ? String(item.reverseLine.reverse.reverseOrderId) : null,
  })),
});

/** How many units of a SKU exist in truth, in one shop or, without `shop`, in all of them together. */
function declareStock(world: World, body: unknown): unknown {
  const reader = new BodyReader(body);
  const seller = reader.optional('shop', () => readShop(reader));
  const sellerSku = reader.text('sellerSku');
  const existing = reader.integer('existing', { min: 0, max: 1_000_000_000 });
  reader.end();
  world.stockTruth.declare(seller?.sellerId ?? null, sellerSku, existing);
  return { shop: seller?.sellerId ?? null, sellerSku, existing };
}

const accountState = (one: (typeof ACCOUNTS)[number]): unknown => ({
  account: one.accountId,
  label: one.label,
  crossBorder: one.crossBorder,
  shops: one.sellers.map((seller) => ({ shop: seller.sellerId, country: seller.site.country, name: seller.name })),
});

const shopStates = (world: World): unknown =>
  ACCOUNTS.flatMap((one) => one.sellers).map((seller) => ({
    shop: seller.sellerId,
    shortCode: seller.shortCode,
    skus: world.products.of(seller).flatMap((product) =>
      product.skus.map((sku) => ({
        sellerSku: sku.sellerSku,
        skuId: String(sku.skuId),
        itemId: String(product.itemId),
        status: sku.status,
        ...sku.stock,
      })),
    ),
  }));
