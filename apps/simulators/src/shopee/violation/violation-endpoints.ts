import { Fields } from '../catalog/fields.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { detailOf } from './violation-book.js';

const MAX_IDS = 50;

export const violationEndpoints: readonly Endpoint[] = [
  {
    path: '/api/v2/product/get_item_violation_info',
    method: 'GET',
    access: 'shop',
    handle: (call) => ({ response: { item_list: idsOf(call).map((itemId) => rowOf(call, itemId)) } }),
  },
];

const idsOf = (call: ApiCall): number[] => new Fields(call.params).someInts('item_id_list', MAX_IDS);

function rowOf(call: ApiCall, itemId: number): JsonObject {
  const item = call.world.items.find(shopOf(call).shopId, itemId);
  if (!item) return { item_id: itemId, fail_error: 'product.error_item_not_found', fail_message: 'Product not found.' };
  const violation = call.world.violations.find(itemId);
  return {
    item_id: itemId,
    item_name: item.text.name,
    item_status: item.status,
    item_status_details: violation ? [detailOf(violation.reason)] : [],
    deboost_details: [],
    fail_error: '',
    fail_message: '',
  };
}
