import type { CallPriority } from '../port/types.js';
import type { EnvelopeFamily } from './envelope.js';
import type { CodeFamily } from './error-codes.js';

export interface Endpoint {
  /** Our name of the call. */
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly envelope: EnvelopeFamily;
  readonly codes: CodeFamily;
  /** What is refused for too many calls together: a ban of one holds up the others of its group and nobody else. */
  readonly group: ApiGroup;
  readonly effect: 'read' | 'write';
  readonly priority: CallPriority;
}

export type ApiGroup =
  'auth' | 'seller' | 'catalog' | 'images' | 'stock' | 'orders' | 'fulfillment' | 'documents' | 'reverse' | 'finance';

interface Part {
  readonly codes: CodeFamily;
  readonly group: ApiGroup;
  readonly envelope?: EnvelopeFamily;
  readonly priority?: CallPriority;
}

const auth: Part = { codes: 'general', group: 'auth', envelope: 'flat' };
const seller: Part = { codes: 'general', group: 'seller' };
const catalog: Part = { codes: 'product', group: 'catalog' };
const category: Part = { ...catalog, priority: 'background' };
const image: Part = { codes: 'product', group: 'images' };
const stock: Part = { codes: 'product', group: 'stock' };
const order: Part = { codes: 'order', group: 'orders' };
const fulfillment: Part = { codes: 'fulfillment', group: 'fulfillment', envelope: 'result' };
const documents: Part = { ...fulfillment, group: 'documents' };
const reverse: Part = { codes: 'reverse', group: 'reverse' };
const finance: Part = { codes: 'finance', group: 'finance', priority: 'background' };

const defaults = { envelope: 'classic', priority: 'normal' } as const;
const read = (part: Part, operation: string, path: string): Endpoint => ({
  ...defaults,
  ...part,
  operation,
  path,
  method: 'GET',
  effect: 'read',
});
const write = (part: Part, operation: string, path: string): Endpoint => ({
  ...defaults,
  ...part,
  operation,
  path,
  method: 'POST',
  effect: 'write',
});

/** Sent like a write and without harm when done twice: the same picture is hosted once. */
const repeatable = (part: Part, operation: string, path: string): Endpoint => ({
  ...write(part, operation, path),
  effect: 'read',
});

/** A write that Lazada documents as a GET. */
const writeInAddress = (part: Part, operation: string, path: string): Endpoint => ({
  ...write(part, operation, path),
  method: 'GET',
});

/** Every path and method of Lazada's that is called. */
export const endpoints = {
  // A code works once, and a refresh may end the old pair: repeating either can lose the tokens.
  createToken: write(auth, 'auth.exchangeCode', '/auth/token/create'),
  refreshToken: write(auth, 'auth.refresh', '/auth/token/refresh'),

  seller: read(seller, 'seller.get', '/seller/get'),
  warehouses: read({ ...seller, envelope: 'result' }, 'seller.warehouses', '/seller/warehouse/get'),

  categoryTree: read(category, 'catalog.categoryTree', '/category/tree/get'),
  categorySuggestion: read(category, 'catalog.suggestCategory', '/product/category/suggestion/get'),
  categoryAttributes: read(category, 'catalog.attributes', '/category/attributes/get'),
  brands: read({ ...category, envelope: 'success' }, 'catalog.brands', '/category/brands/query'),
  createProduct: write(catalog, 'catalog.createProduct', '/product/create'),
  product: read(catalog, 'catalog.readProduct', '/product/item/get'),
  products: read(catalog, 'catalog.readProduct', '/products/get'),
  listProducts: read({ ...catalog, priority: 'background' }, 'catalog.listProducts', '/products/get'),
  updateProduct: write(catalog, 'catalog.updateProduct', '/product/update'),
  addVariants: write(catalog, 'catalog.addVariants', '/product/update'),
  activate: write(catalog, 'catalog.setActive', '/product/update'),
  deactivate: write(catalog, 'catalog.setActive', '/product/deactivate'),
  remove: write(catalog, 'catalog.remove', '/product/remove'),

  uploadImage: repeatable(image, 'images.upload', '/image/upload'),
  migrateImage: repeatable(image, 'images.migrate', '/image/migrate'),
  migrateImages: repeatable({ ...image, envelope: 'flat' }, 'images.migrate', '/images/migrate'),
  migratedImages: read(image, 'images.migrate', '/image/response/get'),

  sellableStock: write(stock, 'stock.write', '/product/stock/sellable/update'),
  // Changes stock as well when a quantity is in it, and counts towards the same limit.
  prices: write(stock, 'prices.write', '/product/price_quantity/update'),
  stockOfProduct: read(catalog, 'stock.read', '/product/item/get'),

  orders: read({ ...order, priority: 'background' }, 'orders.listUpdatedSince', '/orders/get'),
  order: read(order, 'orders.get', '/order/get'),
  orderItems: read(order, 'orders.items', '/orders/items/get'),
  itemsOfOrder: read(order, 'orders.get', '/order/items/get'),

  shipmentProviders: read(fulfillment, 'fulfillment.providers', '/order/shipment/providers/get'),
  pack: write({ ...fulfillment, priority: 'urgent' }, 'fulfillment.pack', '/order/fulfill/pack'),
  readyToShip: write({ ...fulfillment, priority: 'urgent' }, 'fulfillment.readyToShip', '/order/package/rts'),
  repack: write(fulfillment, 'fulfillment.repack', '/order/package/repack'),
  label: read(documents, 'fulfillment.documents', '/order/package/document/get'),
  // The newer calls have labels only.
  legacyDocument: read(
    { ...documents, envelope: 'classic', codes: 'order' },
    'fulfillment.documents',
    '/order/document/get',
  ),
  ownDelivered: write(fulfillment, 'fulfillment.reportOwnDelivery', '/order/package/sof/delivered'),
  ownFailed: write(fulfillment, 'fulfillment.reportOwnDelivery', '/order/package/sof/failed_delivery'),

  cancelReasons: read(reverse, 'cancellations.reasons', '/order/reverse/cancel/validate'),
  cancel: writeInAddress(reverse, 'cancellations.cancel', '/order/reverse/cancel/create'),
  answerCancel: writeInAddress(reverse, 'cancellations.answer', '/order/reverse/cancel/seller/decide'),

  returns: read(
    { ...reverse, envelope: 'result', priority: 'background' },
    'returns.list',
    '/reverse/getreverseordersforseller',
  ),
  returnDetail: read({ ...reverse, codes: 'returnDetail' }, 'returns.get', '/order/reverse/return/detail/list'),
  refusalReasons: read({ ...reverse, codes: 'returnDetail' }, 'returns.refusalReasons', '/order/reverse/reason/list'),
  decideReturn: writeInAddress(reverse, 'returns.decide', '/order/reverse/return/update'),
  decideRefund: writeInAddress(reverse, 'returns.decide', '/order/reverse/onlyrefund/seller/decide'),

  transactions: read(finance, 'finance.transactions', '/finance/transaction/details/get'),
  payouts: read(finance, 'finance.payouts', '/finance/payout/status/get'),
} as const satisfies Record<string, Endpoint>;
