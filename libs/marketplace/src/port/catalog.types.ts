import type { Money } from '@pinglu/kernel';

export interface Category {
  readonly categoryId: string;
  readonly name: string;
  /** Only a leaf can hold listings. */
  readonly leaf: boolean;
  readonly children: readonly Category[];
}

export interface CategorySuggestion {
  readonly categoryId: string;
  readonly name: string;
  /** From the root, such as `Women > Bags`. */
  readonly path: string;
}

export interface CategoryAttribute {
  /** What a draft names it by. */
  readonly name: string;
  readonly label: string;
  /** Whether it is said once per listing or for each variant. */
  readonly level: 'listing' | 'variant';
  readonly input:
    | 'text'
    | 'rich_text'
    | 'number'
    | 'date'
    | 'image'
    | 'single_select'
    | 'multi_select'
    | 'single_select_or_own'
    | 'multi_select_or_own'
    | 'unrecognized';
  readonly mandatory: boolean;
  /** Tells variants apart (colour, size). */
  readonly option: boolean;
  /** Empty when any value goes. */
  readonly choices: readonly string[];
}

/** A listing to be published. */
export interface ListingDraft {
  readonly categoryId: string;
  readonly title: string;
  /** HTML; images in it must be hosted by the marketplace. */
  readonly description: string;
  readonly shortDescription?: string;
  /** Addresses of images that the marketplace already hosts. */
  readonly images: readonly string[];
  /** `name: value`, by the names that `attributes` answers; the brand among them. */
  readonly attributes: Readonly<Record<string, string>>;
  /** What tells the variants apart, in order; empty for a listing of one variant without choice. */
  readonly options: readonly ListingOption[];
  readonly variants: readonly ListingVariantDraft[];
}

export interface ListingOption {
  readonly name: string;
  /** False: the category offers it. True: the seller's own words. */
  readonly own: boolean;
}

export interface ListingVariantDraft {
  readonly sellerSku: string;
  /** A value for each of the draft's options. */
  readonly options: Readonly<Record<string, string>>;
  readonly price: Money;
  /** Units for sale at first. */
  readonly quantity: number;
  readonly packageWeightGrams: number;
  readonly packageMillimetres: { readonly length: number; readonly width: number; readonly height: number };
  readonly images?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface CreatedListing {
  readonly externalItemId: string;
  readonly variants: readonly { readonly sellerSku: string; readonly externalSkuId: string }[];
}

export type ListingStatus = 'live' | 'inactive' | 'in_review' | 'refused' | 'deleted' | 'unrecognized';

/** A listing as the marketplace has it now. */
export interface PublishedListing {
  readonly externalItemId: string;
  readonly title: string;
  readonly categoryId: string;
  readonly status: ListingStatus;
  readonly rawStatus: string;
  /** Why it was refused or suspended, in the marketplace's words. */
  readonly reasons: readonly string[];
  readonly variants: readonly PublishedVariant[];
}

export interface PublishedVariant {
  readonly sellerSku: string;
  readonly externalSkuId: string;
  readonly status: ListingStatus;
  readonly rawStatus: string;
  readonly price: Money;
  readonly specialPrice: Money | null;
  readonly stock: StockLevel;
}

export interface StockLevel {
  /** What buyers can order now. */
  readonly sellable: number;
  /** Ordered and not yet paid; null when the marketplace does not say. */
  readonly withheld: number | null;
  /** Paid and not yet handed over; null when the marketplace does not say. */
  readonly occupied: number | null;
  /** Part of `sellable` that a campaign holds: it cannot be taken away. */
  readonly campaignLocked: number;
}

export interface StockReading extends StockLevel {
  readonly sellerSku: string;
  readonly externalSkuId: string;
}

/** Sets what buyers can order, whatever it was before. */
export interface StockWrite {
  readonly externalItemId: string;
  readonly externalSkuId: string;
  readonly sellerSku: string;
  /** Whole number from 0. */
  readonly quantity: number;
}
