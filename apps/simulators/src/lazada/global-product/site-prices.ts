import type { Site } from '../world/site.js';
import type { Country, GlobalPrices, GlobalSku } from './global-product.js';

/** Units of a site's currency for one Malaysian ringgit. Invented: a site without prices of its own needs some. */
const PER_RINGGIT: Readonly<Record<Country, number>> = { my: 1, sg: 0.3, th: 7.6, vn: 5600, ph: 12.5, id: 3500 };

/** Prices of a variant on a site: its own, or the common ones, which are in ringgit, exchanged. */
export function pricesOn(sku: Pick<GlobalSku, 'prices' | 'sitePrices'>, site: Site): GlobalPrices {
  const own = sku.sitePrices[site.country];
  const exchanged = (amount: string): string => exchange(amount, site);
  return {
    retail: own?.retail || exchanged(sku.prices.retail),
    sales: own?.sales || (own?.retail ? '' : exchanged(sku.prices.sales)),
    noFee: own?.noFee ?? (sku.prices.noFee === undefined ? undefined : exchanged(sku.prices.noFee)),
  };
}

/** Ringgit as text in the currency of a site; nothing stays nothing. */
export const exchange = (amount: string, site: Site): string =>
  amount === '' ? '' : (Number(amount) * PER_RINGGIT[site.country]).toFixed(site.decimals);
