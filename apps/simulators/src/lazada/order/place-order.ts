import { sellingPrice, type Sku } from '../catalog/product.js';
import type { Seller } from '../seller/seller.js';
import { move, type Movement, type Stock } from '../stock/stock.js';
import { localDay, startOfDay, toLocalTime } from '../world/site.js';
import type { World } from '../world/world.js';
import { chooseWarehouses } from './choose-warehouse.js';
import type { Buyer, Order, OrderItem, OrderKind } from './order.js';

export interface OrderRequest {
  readonly seller: Seller;
  readonly orderNumber: number | undefined;
  readonly createdMs: number | undefined;
  readonly kind: OrderKind;
  readonly lines: readonly {
    sellerSku: string;
    quantity: number;
    unitPriceMinor: number | undefined;
    warehouse: string | undefined;
  }[];
  readonly buyer: Partial<Buyer>;
  readonly status: 'unpaid' | 'pending';
}

const FIRST_NAMES = ['Somchai', 'Malee', 'Niran', 'Kanya', 'Prasert', 'Duangjai', 'Anan', 'Siriporn'];
const LAST_NAMES = ['Saetang', 'Wongsawat', 'Srisuk', 'Chaiyaporn', 'Rattanakul', 'Boonmee'];
const UNPAID_MS = 30 * 60_000;

/** Places an order as a buyer would: only what the shop shows as sellable can be ordered. Answers why not as text. */
export function placeOrder(world: World, request: OrderRequest): Order | { refused: string } {
  const { seller, lines } = request;
  if (request.orderNumber !== undefined && world.orders.has(request.orderNumber)) {
    return { refused: `The order ${request.orderNumber} exists already.` };
  }
  const wanted = new Map<Sku, number>();
  const found: Sku[] = [];
  for (const line of lines) {
    const sku = world.products.findBySellerSku(seller, line.sellerSku);
    if (!sku || sku.status !== 'active' || sku.product.status !== 'Active') {
      return { refused: `The shop ${seller.sellerId} does not sell ${line.sellerSku}.` };
    }
    found.push(sku);
    wanted.set(sku, (wanted.get(sku) ?? 0) + line.quantity);
  }
  for (const [sku, units] of wanted) {
    if (sku.stock.sellable < units) {
      world.stockTruth.soldOut += 1;
      return { refused: `${sku.sellerSku} is sold out: buyers see ${sku.stock.sellable}, the order is for ${units}.` };
    }
  }
  const before = new Map([...wanted.keys()].map((sku) => [sku, sku.stock]));
  const order = buildOrder(world, request, found);
  for (const [sku, units] of wanted) {
    world.stockTruth.sold(sku, units);
    world.pushes.stockChanged(sku, before.get(sku)!);
  }
  world.orders.add(order);
  if (request.status === 'unpaid')
    world.timers.at(order.createdMs + UNPAID_MS, () => world.orderMoves.expireUnpaid(order));
  for (const item of order.items) world.pushes.orderChanged(item);
  return order;
}

function buildOrder(world: World, request: OrderRequest, skus: readonly Sku[]): Order {
  const createdMs = request.createdMs ?? world.nowMs();
  const { site } = request.seller;
  const order: Order = {
    orderId: request.orderNumber ?? world.orders.newOrderId(),
    kind: request.kind,
    seller: request.seller,
    buyer: { ...randomBuyer(world), ...request.buyer },
    createdMs,
    updatedMs: createdMs,
    paymentMethod: request.status === 'unpaid' ? 'MIXEDCARD' : 'COD',
    shippingFee: site.decimals === 0 ? 15_000 : 3_800,
    items: [],
    placedAtMs: performance.now(),
    reacted: new Set(),
  };
  const today = toLocalTime(createdMs, site).slice(0, 10);
  for (const [index, line] of request.lines.entries()) {
    const sku = skus[index]!;
    const price = line.unitPriceMinor ?? sellingPrice(sku, today);
    const codes = chooseWarehouses(sku.stock, line.quantity, line.warehouse);
    for (const warehouseCode of codes)
      order.items.push(buildItem(world, order, { sku, price, status: request.status, warehouseCode }));
    sku.stock = takeFrom(sku.stock, codes, request.status === 'unpaid' ? 'placed-unpaid' : 'placed-paid');
  }
  return order;
}

/** One unit from the warehouse of each code. */
function takeFrom(stock: Stock, codes: readonly string[], movement: Movement): Stock {
  let left = stock;
  for (const code of new Set(codes)) left = move(left, movement, codes.filter((one) => one === code).length, code);
  return left;
}

function buildItem(
  world: World,
  order: Order,
  line: Pick<OrderItem, 'sku' | 'price' | 'status' | 'warehouseCode'>,
): OrderItem {
  return {
    itemId: world.orders.newItemId(),
    order,
    name: line.sku.product.attributes['name'] ?? '',
    updatedMs: order.createdMs,
    pack: undefined,
    reason: '',
    initiator: '',
    reverseLine: undefined,
    invoiceNumber: '',
    ...line,
  };
}

function randomBuyer(world: World): Buyer {
  const pick = (names: readonly string[]): string => names[Math.floor(world.random() * names.length)]!;
  return {
    id: 300_000_000 + Math.floor(world.random() * 99_999_999),
    name: `${pick(FIRST_NAMES)} ${pick(LAST_NAMES)}`,
    phone: `66${String(Math.floor(world.random() * 1_000_000_000)).padStart(9, '8')}`,
    street: `${1 + Math.floor(world.random() * 200)} Sukhumvit Road`,
    city: 'Khlong Toei',
    state: 'Bangkok',
    postCode: '10110',
  };
}

/** The end of the local day after the next: until then the parcel must be ready. */
export const shipByMs = (order: Order): number =>
  startOfDay(localDay(order.createdMs, order.seller.site) + 3, order.seller.site) - 1000;
