import type { ShownStock } from '../../control/stock-truth.js';
import { sellerSkuOf, type Model } from '../catalog/item.js';
import { totalOf } from './stock.js';

/** What the shop of a model shows of it. */
export const shownStock = (model: Model): ShownStock => ({
  shop: String(model.item.shopId),
  sellerSku: sellerSkuOf(model),
  units: totalOf(model.stock),
});
