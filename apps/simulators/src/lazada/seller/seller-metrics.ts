import { findLeaf } from '../catalog/category.js';
import { shipByMs } from '../order/place-order.js';
import { sellerOf, type ApiCall } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';

const AFTER_HANDOVER = new Set(['shipped', 'delivered', 'failed_delivery', 'returned', 'shipped_back']);

/** `/seller/metrics/get`: figures as text. Nobody rates or writes to a shop here; what was shipped is counted. */
export function sellerMetrics(call: ApiCall): JsonObject {
  const seller = sellerOf(call);
  const { products, orders } = call.world;
  const perCategory = new Map<number, number>();
  for (const one of products.of(seller))
    if (one.status !== 'Deleted') perCategory.set(one.categoryId, (perCategory.get(one.categoryId) ?? 0) + 1);
  const [main] = [...perCategory].sort(([, a], [, b]) => b - a);
  const due = orders
    .of(seller)
    .flatMap((order) => order.items)
    .filter((item) => AFTER_HANDOVER.has(item.status) || shipByMs(item.order) < call.world.nowMs());
  const onTime = due.filter((item) => AFTER_HANDOVER.has(item.status)).length;
  return {
    data: {
      seller_id: Number(seller.sellerId),
      main_category_id: main?.[0] ?? 0,
      main_category_name: (main && findLeaf(main[0])?.name) ?? '',
      positive_seller_rating: '100%',
      response_rate: '100%',
      response_time: '0',
      ship_on_time: due.length === 0 ? '100%' : `${Math.round((100 * onTime) / due.length)}%`,
    },
  };
}
