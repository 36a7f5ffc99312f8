import type { ShownStock } from '../../control/stock-truth.js';
import type { Sku } from '../catalog/product.js';
import { totalOf } from './stock.js';

/** What the shop of a SKU shows of it. */
export const shownStock = (sku: Sku): ShownStock => ({
  shop: sku.product.seller.sellerId,
  sellerSku: sku.sellerSku,
  units: totalOf(sku.stock),
});
