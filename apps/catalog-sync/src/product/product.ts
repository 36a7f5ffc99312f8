import { createHash } from 'node:crypto';
import type { MerchantId, Money, ProductId } from '@pinglu/kernel';

/** One purchasable variant of a product. `sellerSku` is unique within the merchant and never changes. */
export interface Sku {
  readonly sellerSku: string;
  /** Name to value, such as `{ Size: 'M' }`, in the order the seller gave; empty when the product has one variant. */
  readonly options: Readonly<Record<string, string>>;
  readonly barcode: string | null;
  readonly weightGrams: number | null;
  /** One per currency, sorted by currency. */
  readonly prices: readonly Money[];
  /** Units to begin with in the main warehouse; later counts are inventory's. */
  readonly initialQuantity: number | null;
}

/** Of the parcel a unit is sent in. */
export interface PackageSize {
  readonly lengthCm: number;
  readonly widthCm: number;
  readonly heightCm: number;
}

/** What the seller says of a product, whatever shop it is sold in. */
export interface ProductFacts {
  readonly title: string;
  readonly titleZh: string | null;
  /** HTML as the seller wrote it. */
  readonly description: string;
  readonly brand: string | null;
  /** The seller's own word for the kind of goods; marketplaces' categories are found by it. */
  readonly productType: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly countryOfOrigin: string;
  /** 6 to 10 digits: six of the WCO, more of a country's own tariff. */
  readonly hsCode: string | null;
  readonly packageSize: PackageSize | null;
  readonly images: readonly string[];
}

export interface Product extends ProductFacts {
  readonly productId: ProductId;
  readonly merchantId: MerchantId;
  /** The seller's name for it, unique within the merchant; a file finds its product by it. */
  readonly handle: string;
  readonly skus: readonly Sku[];
  readonly savedAt: Date;
  /** From 1, one more with every change. */
  readonly version: number;
}

/** What is missing before a product can be sold across a border, in words; nothing is missing of an active one. */
export interface Gap {
  readonly field: string;
  readonly message: string;
}

export function gapsOf({ hsCode, skus }: Product): Gap[] {
  const skusWithout = (has: (sku: Sku) => boolean): string => {
    const lacking = skus.filter((sku) => !has(sku)).map(({ sellerSku }) => sellerSku);
    return lacking.length > 3 ? `${lacking.slice(0, 3).join(', ')} and ${lacking.length - 3} more` : lacking.join(', ');
  };
  const unweighed = skusWithout(({ weightGrams }) => weightGrams !== null);
  const unpriced = skusWithout(({ prices }) => prices.length > 0);
  return [
    ...(hsCode === null
      ? [gap('hsCode', 'The HS code is missing; customs asks for at least its first six digits.')]
      : []),
    ...(unweighed === '' ? [] : [gap('weightGrams', `The weight is missing of ${unweighed}.`)]),
    ...(unpriced === '' ? [] : [gap('prices', `There is no price in any currency of ${unpriced}.`)]),
  ];
}

const gap = (field: string, message: string): Gap => ({ field, message });

export type ProductStatus = 'active' | 'incomplete';

/** An incomplete product is kept and published as an event; it is not listed before its gaps are closed. */
export const statusOf = (product: Product): ProductStatus => (gapsOf(product).length === 0 ? 'active' : 'incomplete');

/** The same for two products that a consumer could not tell apart, whatever their versions. 32 bytes. */
export function contentHash(product: Product): Buffer {
  const { handle, title, titleZh, description, brand, productType, countryOfOrigin, hsCode } = product;
  const { packageSize, images, skus } = product;
  const facts = [handle, title, titleZh, description, brand, productType, countryOfOrigin, hsCode];
  const size = packageSize && [packageSize.lengthCm, packageSize.widthCm, packageSize.heightCm];
  const content = [facts, size, images, skus.map(contentOfSku)];
  return createHash('sha256').update(JSON.stringify(content)).digest();
}

const contentOfSku = ({ sellerSku, options, barcode, weightGrams, prices, initialQuantity }: Sku): unknown[] => [
  sellerSku,
  Object.entries(options),
  barcode,
  weightGrams,
  prices.map(({ amountMinor, currency }) => [amountMinor, currency]),
  initialQuantity,
];
