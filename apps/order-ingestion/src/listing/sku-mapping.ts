import type { SkuMapping } from '../order/order.js';
import type { SkuName } from './listing-variant.repository.js';

/**
 * Looks a marketplace's line up among the names of its shop: by the marketplace's id, which nobody can edit, and only
 * then by the seller's code that the marketplace repeats.
 */
export function skuMapping(names: readonly Omit<SkuName, 'shopId'>[]): SkuMapping {
  const byExternalId = new Map(
    names.flatMap(({ externalSkuId, sellerSku }) =>
      externalSkuId === null ? [] : [[externalSkuId, sellerSku] as const],
    ),
  );
  const ours = new Set(names.map(({ sellerSku }) => sellerSku));
  return ({ externalSkuId, sellerSku }) =>
    (externalSkuId === null ? undefined : byExternalId.get(externalSkuId)) ?? (ours.has(sellerSku) ? sellerSku : null);
}
