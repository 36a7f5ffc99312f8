import type { CallPriority } from '../port/types.js';

export interface Endpoint {
  /** Our name of the call. */
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  /** As it is signed: from `/api/v2` on. */
  readonly path: string;
  /** On whose behalf it is made; each signs another string. */
  readonly subject: Subject;
  readonly envelope: EnvelopeFamily;
  /** What is refused for too many calls together. */
  readonly group: ApiGroup;
  readonly effect: 'read' | 'write';
  readonly priority: CallPriority;
}

export type Subject = 'public' | 'shop' | 'merchant' | 'user';

/**
 * `response`: the content is in `response`. `rows`: so it is, and it says what became of each row even beside an error.
 * `flat`: beside `error`. `file`: bytes, or an envelope when it is refused.
 */
export type EnvelopeFamily = 'response' | 'rows' | 'flat' | 'file';

export type ApiGroup =
  | 'auth'
  | 'shop'
  | 'media'
  | 'product'
  | 'stock'
  | 'order'
  | 'logistics'
  | 'returns'
  | 'payment'
  | 'push'
  | 'livestream'
  | 'global_product'
  | 'first_mile';

interface Part {
  readonly subject: Subject;
  readonly group: ApiGroup;
  readonly envelope?: EnvelopeFamily;
  readonly priority?: CallPriority;
}

const auth: Part = { subject: 'public', group: 'auth', envelope: 'flat' };
const shop: Part = { subject: 'shop', group: 'shop' };
const media: Part = { subject: 'public', group: 'media' };
const product: Part = { subject: 'shop', group: 'product' };
const category: Part = { ...product, priority: 'background' };
const stock: Part = { subject: 'shop', group: 'stock' };
const order: Part = { subject: 'shop', group: 'order' };
const logistics: Part = { subject: 'shop', group: 'logistics' };
const returns: Part = { subject: 'shop', group: 'returns' };
const payment: Part = { subject: 'shop', group: 'payment', priority: 'background' };
const push: Part = { subject: 'public', group: 'push', priority: 'background' };
const live: Part = { subject: 'user', group: 'livestream' };
const globalProduct: Part = { subject: 'merchant', group: 'global_product' };
const firstMile: Part = { subject: 'shop', group: 'first_mile' };

const defaults = { envelope: 'response', priority: 'normal' } as const;
const at = (path: string): string => `/api/v2/${path}`;
const get = (part: Part, operation: string, path: string): Endpoint => ({
  ...defaults,
  ...part,
  operation,
  path: at(path),
  method: 'GET',
  effect: 'read',
});
const post = (part: Part, operation: string, path: string): Endpoint => ({
  ...defaults,
  ...part,
  operation,
  path: at(path),
  method: 'POST',
  effect: 'write',
});
/** A question that has to be sent as a POST. */
const ask = (part: Part, operation: string, path: string): Endpoint => ({
  ...post(part, operation, path),
  effect: 'read',
});

/** Every path and method of Shopee's that is called. */
export const endpoints = {
  // A code works once, and so does a refresh token: repeating either can lose the shop.
  createToken: post(auth, 'auth.exchangeCode', 'auth/token/get'),
  refreshToken: post(auth, 'auth.refresh', 'auth/access_token/get'),

  shopInfo: get({ ...shop, envelope: 'flat' }, 'seller.get', 'shop/get_shop_info'),
  warehouses: get(shop, 'seller.warehouses', 'shop/get_warehouse_detail'),

  categories: get(category, 'catalog.categoryTree', 'product/get_category'),
  categoryRecommendation: get(category, 'catalog.suggestCategory', 'product/category_recommend'),
  attributeTree: get(category, 'catalog.attributes', 'product/get_attribute_tree'),
  brands: get(category, 'catalog.brands', 'product/get_brand_list'),
  channels: get(logistics, 'catalog.createProduct', 'logistics/get_channel_list'),
  addItem: post(product, 'catalog.createProduct', 'product/add_item'),
  initVariations: post(product, 'catalog.createProduct', 'product/init_tier_variation'),
  updateItem: post(product, 'catalog.updateProduct', 'product/update_item'),
  updateModels: post(product, 'catalog.updateProduct', 'product/update_model'),
  updateVariations: post(product, 'catalog.addVariants', 'product/update_tier_variation'),
  addModels: post(product, 'catalog.addVariants', 'product/add_model'),
  unlistItems: post(product, 'catalog.setActive', 'product/unlist_item'),
  deleteItem: post(product, 'catalog.remove', 'product/delete_item'),
  deleteModel: post(product, 'catalog.remove', 'product/delete_model'),
  itemList: get(product, 'catalog.listProducts', 'product/get_item_list'),
  itemBaseInfo: get(product, 'catalog.readProduct', 'product/get_item_base_info'),
  modelList: get(product, 'catalog.readProduct', 'product/get_model_list'),
  searchItem: get(product, 'catalog.readProduct', 'product/search_item'),
  itemViolations: get(product, 'catalog.readProduct', 'product/get_item_violation_info'),

  uploadImage: post(media, 'images.upload', 'media_space/upload_image'),

  updateStock: post({ ...stock, envelope: 'rows' }, 'stock.write', 'product/update_stock'),
  updatePrice: post({ ...stock, envelope: 'rows' }, 'prices.write', 'product/update_price'),

  orderList: get({ ...order, priority: 'background' }, 'orders.listUpdatedSince', 'order/get_order_list'),
  orderDetail: get(order, 'orders.items', 'order/get_order_detail'),
  packageDetail: get(order, 'orders.items', 'order/get_package_detail'),

  shippingParameter: get(logistics, 'fulfillment.providers', 'logistics/get_shipping_parameter'),
  shipOrder: post({ ...logistics, priority: 'urgent' }, 'fulfillment.pack', 'logistics/ship_order'),
  splitOrder: post(order, 'fulfillment.pack', 'order/split_order'),
  unsplitOrder: post(order, 'fulfillment.repack', 'order/unsplit_order'),
  trackingNumber: get(logistics, 'fulfillment.pack', 'logistics/get_tracking_number'),
  documentParameter: ask(logistics, 'fulfillment.documents', 'logistics/get_shipping_document_parameter'),
  createDocument: post(logistics, 'fulfillment.documents', 'logistics/create_shipping_document'),
  documentResult: ask(logistics, 'fulfillment.documents', 'logistics/get_shipping_document_result'),
  downloadDocument: ask(
    { ...logistics, envelope: 'file' },
    'fulfillment.documents',
    'logistics/download_shipping_document',
  ),

  cancelOrder: post(order, 'cancellations.cancel', 'order/cancel_order'),
  answerCancellation: post(order, 'cancellations.answer', 'order/handle_buyer_cancellation'),

  returnList: get(returns, 'returns.list', 'returns/get_return_list'),
  returnDetail: get(returns, 'returns.get', 'returns/get_return_detail'),
  disputeReasons: get(returns, 'returns.refusalReasons', 'returns/get_return_dispute_reason'),
  confirmReturn: post(returns, 'returns.decide', 'returns/confirm'),
  offerReturn: post(returns, 'returns.decide', 'returns/offer'),
  acceptOffer: post(returns, 'returns.decide', 'returns/accept_offer'),
  disputeReturn: post(returns, 'returns.decide', 'returns/dispute'),

  escrowDetails: ask(payment, 'finance.transactions', 'payment/get_escrow_detail_batch'),
  escrowList: get(payment, 'finance.transactions', 'payment/get_escrow_list'),
  walletTransactions: get(payment, 'finance.transactions', 'payment/get_wallet_transaction_list'),
  payoutInfo: get(payment, 'finance.transfers', 'payment/get_payout_info'),
  billing: ask(payment, 'finance.transactions', 'payment/get_billing_transaction_info'),
  startIncomeReport: get(payment, 'finance.startReport', 'payment/generate_income_report'),
  incomeReport: get(payment, 'finance.report', 'payment/get_income_report'),

  subscribe: post(push, 'pushQueue.subscribe', 'push/set_app_push_config'),
  pushConfig: get(push, 'pushQueue.health', 'push/get_app_push_config'),
  lostPushes: get(push, 'pushQueue.lost', 'push/get_lost_push_message'),
  confirmLostPushes: post(push, 'pushQueue.confirmLost', 'push/confirm_consumed_lost_push_message'),

  liveCover: post(live, 'live.uploadCover', 'livestream/upload_image'),
  createSession: post(live, 'live.create', 'livestream/create_session'),
  updateSession: post(live, 'live.update', 'livestream/update_session'),
  session: get(live, 'live.read', 'livestream/get_session_detail'),
  startSession: post(live, 'live.start', 'livestream/start_session'),
  endSession: post(live, 'live.end', 'livestream/end_session'),
  addLiveItems: post(live, 'live.addItems', 'livestream/add_item_list'),
  removeLiveItems: post(live, 'live.removeItems', 'livestream/delete_item_list'),
  orderLiveItems: post(live, 'live.orderItems', 'livestream/update_item_list'),
  liveItems: get(live, 'live.items', 'livestream/get_item_list'),
  showItem: post({ ...live, priority: 'urgent' }, 'live.show', 'livestream/update_show_item'),
  hideItem: post({ ...live, priority: 'urgent' }, 'live.show', 'livestream/delete_show_item'),
  shownItem: get(live, 'live.shown', 'livestream/get_show_item'),
  itemSets: get(live, 'live.itemSets', 'livestream/get_item_set_list'),
  applyItemSets: post(live, 'live.applyItemSets', 'livestream/apply_item_set'),
  sessionMetric: get(live, 'live.metrics', 'livestream/get_session_metric'),
  sessionItemMetric: get(live, 'live.itemMetrics', 'livestream/get_session_item_metric'),
  comments: get(live, 'live.comments', 'livestream/get_latest_comment_list'),
  postComment: post(live, 'live.comment', 'livestream/post_comment'),
  banViewer: post(live, 'live.muteViewer', 'livestream/ban_user_comment'),
  unbanViewer: post(live, 'live.muteViewer', 'livestream/unban_user_comment'),

  globalAttributeTree: get(globalProduct, 'globalListings.create', 'global_product/get_attribute_tree'),
  globalBrands: get(globalProduct, 'globalListings.create', 'global_product/get_brand_list'),
  addGlobalItem: post(globalProduct, 'globalListings.create', 'global_product/add_global_item'),
  globalItems: get(globalProduct, 'globalListings.list', 'global_product/get_global_item_list'),
  globalStock: post(globalProduct, 'globalListings.writeStock', 'global_product/update_stock'),
  globalPrice: post(globalProduct, 'globalListings.writePrices', 'global_product/update_price'),
  publishableShops: get(globalProduct, 'globalListings.publishableShops', 'global_product/get_publishable_shop'),
  createPublishTask: post(globalProduct, 'globalListings.publish', 'global_product/create_publish_task'),
  publishTask: get(globalProduct, 'globalListings.publication', 'global_product/get_publish_task_result'),

  firstMileChannels: get(firstMile, 'firstMile.channels', 'first_mile/get_channel_list'),
  firstMileNumbers: post(firstMile, 'firstMile.newNumbers', 'first_mile/generate_first_mile_tracking_number'),
  unboundOrders: get(firstMile, 'firstMile.unboundParcels', 'first_mile/get_unbind_order_list'),
  bindFirstMile: post(
    { ...firstMile, envelope: 'rows' },
    'firstMile.bind',
    'first_mile/bind_first_mile_tracking_number',
  ),
  unbindFirstMile: post(
    { ...firstMile, envelope: 'rows' },
    'firstMile.unbind',
    'first_mile/unbind_first_mile_tracking_number',
  ),
  firstMileDetail: get(firstMile, 'firstMile.shipment', 'first_mile/get_detail'),
  firstMileWaybill: ask({ ...firstMile, envelope: 'file' }, 'firstMile.waybill', 'first_mile/get_waybill'),
} as const satisfies Record<string, Endpoint>;
