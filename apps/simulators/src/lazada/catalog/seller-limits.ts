import { missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { suggestCategories } from './category.js';
import { onlineCount } from './save-product.js';

const SALES_WINDOW_MS = 90 * 86_400_000;
/** How long a seller has to correct a product before it is taken off sale. */
const ALERT_MS = 7 * 86_400_000;

/** `/product/seller/item/limit`: only cross-border sellers are answered. */
export function sellerItemLimit(call: ApiCall): JsonObject {
  const seller = sellerOf(call);
  if (!seller.crossBorder)
    return {
      success: false,
      errorCodes: ['ONLY_CB_SELLER_SUPPORTED'],
      errorMsgs: ['For now, only cb seller supported'],
    };
  const since = call.world.nowMs() - SALES_WINDOW_MS;
  const orders = call.world.orders.of(seller).filter((one) => one.createdMs >= since);
  return {
    success: true,
    data: {
      onlineItemCount: onlineCount(call.world, seller),
      itemLimit: call.world.itemLimit,
      payItemCnt: new Set(orders.flatMap((one) => one.items.map((item) => item.sku.product))).size,
      payByrCnt: new Set(orders.map((one) => one.buyer.id)).size,
    },
  };
}

/** `/product/qc/alert/list`: products that were on sale when quality control found fault with them. */
export function qcAlerts(call: ApiCall): JsonObject {
  const [offset, limit] = (['offset', 'limit'] as const).map((name) => {
    const value = call.params.get(name);
    if (!value) throw missingParameter(name);
    return Number(value) || 0;
  });
  const found = call.world.products.of(sellerOf(call)).filter((one) => one.subStatus === 'Live_Reject');
  return {
    data: found.slice(offset, offset! + limit!).map((one) => ({
      productId: one.itemId,
      categoryId: one.categoryId,
      deactivationTime: one.updatedMs + ALERT_MS,
      suggestionCategories: suggestCategories(one.attributes['name'] ?? '').map(({ category }) => category.id),
    })),
  };
}
