import { livingSkus, type Product } from './product.js';

/** A product is on sale while one of its variants is; what quality control decided stays as it is. */
export function settleStatus(product: Product): void {
  const living = livingSkus(product);
  if (living.length === 0) product.status = 'Deleted';
  else if (product.subStatus === null && (product.status === 'Active' || product.status === 'InActive'))
    product.status = living.some((sku) => sku.status === 'active') ? 'Active' : 'InActive';
}
