import type { WireObject } from '../wire/wire-object.js';

/**
 * A listing with variants takes three calls: the listing, its variations, and putting it on sale. Until the last of them is
 * through, the listing carries a SKU that is no variant's, and by which it is found: whoever dies in between leaves behind
 * something that nobody takes for a listing of one variant, and that the next attempt takes away.
 */
const mark = '#unfinished';
const longestSku = 100;

export const unfinishedSku = (sellerSku: string): string => `${sellerSku.slice(0, longestSku - mark.length)}${mark}`;

/** @param item of `get_item_base_info` */
export const isUnfinished = (item: WireObject): boolean => item.text('item_sku').endsWith(mark);
