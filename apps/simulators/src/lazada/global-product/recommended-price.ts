import type { Sku } from '../catalog/product.js';

/** Share of the price that is left when the platform pays the postage. Invented. */
const SHARE_PERCENT = 90;

/** The highest price without postage that the platform takes, in minor units. */
export const recommendedNoPostage = (sku: Pick<Sku, 'price' | 'specialPrice'>): number =>
  Math.floor(((sku.specialPrice || sku.price) * SHARE_PERCENT) / 100);
