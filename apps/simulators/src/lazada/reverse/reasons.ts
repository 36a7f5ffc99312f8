import { SITES, type Site } from '../world/site.js';
import type { Reason } from './reverse-order.js';

/** Ids differ by country: a client has to ask for them. */
const idsOf = (site: Site, first: number, texts: readonly string[]): Reason[] =>
  texts.map((text, index) => ({ id: first + SITES.indexOf(site) * 100 + index, text }));

export const OUT_OF_STOCK = 'Out of stock';
export const WRONG_PRICE = 'Wrong price or pricing error';

/** Why a seller cancels. After the first two the stock of the variant is set to nothing. */
export const cancelReasons = (site: Site): Reason[] =>
  idsOf(site, 10_000_021, [OUT_OF_STOCK, WRONG_PRICE, 'The customer asked for it']);

/** Why a seller refuses a return or a refund. */
export const refusalReasons = (site: Site): Reason[] =>
  idsOf(site, 10_020_001, ['The goods are used', 'Other goods came back', 'The goods are as described']);

/** What a buyer says who returns something. */
export const buyerReason = (site: Site, text: string): Reason => ({
  id: 10_010_025 + SITES.indexOf(site) * 100,
  text,
});
