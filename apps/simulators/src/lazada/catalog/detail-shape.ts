import type { JsonObject } from '../protocol/json.js';
import type { World } from '../world/world.js';

/**
 * The items of `detail` have had several shapes over the years. By default they carry all fields; the planted fault
 * `detail-shape` narrows them to one of the shapes that have been seen: `seller-sku`, `field` or `coded`.
 */
export function shapeDetails(world: World, details: readonly JsonObject[]): JsonObject[] {
  const shape = world.faults.strike('detail-shape')?.extra['shape'];
  return details.map((one) => {
    if (shape === 'seller-sku') return { message: one['message'], seller_sku: one['seller_sku'] };
    if (shape === 'field') return { field: one['field'], message: one['message'] };
    if (shape === 'coded') return { sku: one['seller_sku'], code: one['code'], message: one['message'] };
    return one;
  });
}
