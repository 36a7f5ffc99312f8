import type { Product } from '../catalog/product.js';
import type { Seller } from '../seller/seller.js';
import type { Site } from '../world/site.js';

export type Country = Site['country'];

/** Prices of a variant as text; a site without its own takes the common ones. */
export interface GlobalPrices {
  readonly retail: string;
  readonly sales: string;
  /** Without postage, for products that the platform runs in part. */
  readonly noFee: string | undefined;
}

export interface GlobalSku {
  readonly skuId: number;
  readonly sellerSku: string;
  readonly saleProps: Readonly<Record<string, string>>;
  readonly quantity: string;
  readonly images: readonly string[];
  readonly prices: GlobalPrices;
  readonly sitePrices: Readonly<Partial<Record<Country, GlobalPrices>>>;
}

/** What became of a global product on one site. */
export type Publication =
  | { readonly state: 'publishing' }
  | { readonly state: 'published'; readonly product: Product }
  | { readonly state: 'failed'; readonly reason: string };

/** What the platform was asked to run on one site: prices without postage, in the site's currency. */
export interface SemiManagement {
  /** Items in one order on the average. */
  readonly abs: string;
  readonly noPostage: Readonly<Record<string, string>>;
}

/** A product that is written once and published on several sites. */
export interface GlobalProduct {
  readonly globalItemId: number;
  /** Of the Malaysian site: it stands for the seller on all others. */
  readonly seller: Seller;
  readonly categoryId: string;
  attributes: Readonly<Record<string, string>>;
  readonly images: readonly string[];
  readonly skus: readonly GlobalSku[];
  /** Sites on which the platform shall run it in part from the first. */
  readonly upgrades: readonly Country[];
  readonly publications: Map<Country, Publication>;
  readonly semi: Map<Country, SemiManagement>;
  state: 'active' | 'inactive' | 'deleted';
}

export const marketOf = (country: Country): string => `LAZADA_${country.toUpperCase()}`;

/** `LAZADA_SG`, `SG` and `sg` all mean Singapore. */
export function countryOf(text: string): Country | undefined {
  const country = text.toLowerCase().replace(/^lazada_/, '');
  return COUNTRIES.find((one) => one === country);
}

export const COUNTRIES: readonly Country[] = ['my', 'sg', 'th', 'vn', 'ph', 'id'];
