import type { Product } from './product.js';

/** Why a product cannot be edited, whatever the edit is. */
export function lockProblem(product: Product): { code: number; message: string } | undefined {
  if (product.subStatus === 'Lock')
    return { code: 4155, message: 'BIZ_CHECK_NO_EDIT_ITEM_LOCK: this product is locked and cannot be edited' };
  return undefined;
}
