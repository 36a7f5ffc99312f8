import { channelsIn } from '../fulfillment/channel.js';
import type { Shop } from '../shop/shop.js';
import type { OrderableModel } from '../stock/stock-ledger.js';
import type { World } from '../world/world.js';
import { randomBuyer } from './buyer.js';
import type { Buyer, Order, OrderLine } from './order.js';

export interface OrderRequest {
  readonly shop: Shop;
  readonly orderNumber: string | undefined;
  readonly createdMs: number | undefined;
  readonly lines: readonly { sellerSku: string; quantity: number; unitPriceMinor: number | undefined }[];
  readonly buyer: Partial<Buyer>;
  readonly status: 'UNPAID' | 'READY_TO_SHIP';
  readonly isCashOnDelivery: boolean;
  readonly message: string;
}

const UNPAID_MS = 24 * 3_600_000;

/** Places an order as a buyer would: only what the shop shows can be ordered. Answers why not as text. */
export function placeOrder(world: World, request: OrderRequest): Order | { refused: string } {
  const { shop, lines } = request;
  if (request.orderNumber !== undefined && world.orders.has(request.orderNumber))
    return { refused: `The order ${request.orderNumber} exists already.` };
  const wanted = new Map<string, { model: OrderableModel; units: number }>();
  const models: OrderableModel[] = [];
  for (const line of lines) {
    const model = world.stock.findBySellerSku(shop.shopId, line.sellerSku);
    if (!model) return { refused: `The shop ${shop.shopId} does not sell ${line.sellerSku}.` };
    models.push(model);
    const key = `${model.itemId}/${model.modelId}`;
    wanted.set(key, { model, units: (wanted.get(key)?.units ?? 0) + line.quantity });
  }
  const taken: { model: OrderableModel; units: number }[] = [];
  for (const { model, units } of wanted.values()) {
    if (world.stock.reserve(shop.shopId, model.itemId, model.modelId, units)) {
      taken.push({ model, units });
      continue;
    }
    for (const one of taken) world.stock.release(shop.shopId, one.model.itemId, one.model.modelId, one.units);
    const sku = model.modelSku || model.itemSku;
    return { refused: `${sku} is sold out: buyers see ${model.buyable}, the order is for ${units}.` };
  }
  const order = buildOrder(world, request, models);
  world.orders.add(order);
  if (order.status === 'UNPAID')
    world.timers.at(order.createdMs + UNPAID_MS, () => world.orderMoves.expireUnpaid(order));
  world.orderPushes.orderChanged(order);
  for (const { model } of taken) world.orderPushes.stockReserved(order, model, 'place_order');
  return order;
}

function buildOrder(world: World, request: OrderRequest, models: readonly OrderableModel[]): Order {
  const createdMs = request.createdMs ?? world.nowMs();
  const { shop, status } = request;
  const channel = channelsIn(shop.region)[0]!;
  const isPaid = status === 'READY_TO_SHIP';
  const order: Order = {
    orderSn: request.orderNumber ?? world.orders.newOrderSn(createdMs),
    shop,
    buyer: { ...randomBuyer(world.random, shop.region), ...request.buyer },
    createdMs,
    updatedMs: createdMs,
    payMs: isPaid && !request.isCashOnDelivery ? createdMs : 0,
    pickupDoneMs: 0,
    completedMs: 0,
    noteMs: 0,
    status,
    statusBefore: status,
    isCashOnDelivery: request.isCashOnDelivery,
    paymentMethod: request.isCashOnDelivery ? 'Cash on Delivery' : 'Credit Card/Debit Card',
    messageToSeller: request.message,
    shippingFee: channel.fee,
    lines: request.lines.map((line, index) => buildLine(world, line, models[index]!)),
    packages: [],
    isSplit: false,
    note: '',
    cancelBy: '',
    cancelReason: '',
    buyerCancelReason: '',
    completedScenario: '',
    refunded: 0,
    isSentBack: false,
    placedAtMs: performance.now(),
    reacted: new Set(),
  };
  order.packages = [
    {
      packageNumber: world.orders.newPackageNumber(),
      order,
      lines: order.lines.map((line) => ({ line, quantity: line.quantity })),
      channelId: channel.channelId,
      status: isPaid ? 'LOGISTICS_READY' : 'LOGISTICS_NOT_START',
      trackingNumber: '',
      pickup: undefined,
      arrangedMs: 0,
      updatedMs: createdMs,
      documents: new Map(),
    },
  ];
  return order;
}

function buildLine(
  world: World,
  line: OrderRequest['lines'][number],
  { buyable: _seen, ...offer }: OrderableModel,
): OrderLine {
  return {
    lineItemId: world.orders.newLineItemId(),
    offer,
    quantity: line.quantity,
    price: line.unitPriceMinor ?? offer.price,
    cancelled: 0,
    cancelRequested: 0,
    returned: 0,
    returnRequested: 0,
  };
}
