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
  /** References of images that the marketplace hosts, as the image calls answer them. */
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
  /** The same for each of the seller's warehouses; one with nothing in it may be left out. */
  readonly warehouses: readonly WarehouseStock[];
}

export interface WarehouseStock {
  readonly warehouseCode: string;
  readonly sellable: number;
  readonly withheld: number | null;
  readonly occupied: number | null;
}

/** Sets what buyers can order, whatever it was before. */
export interface StockWrite {
  readonly externalItemId: string;
  readonly externalSkuId: string;
  readonly sellerSku: string;
  /** Whole number from 0. */
  readonly quantity: number;
  /** Only of a shop with several warehouses; a shop with one refuses it. */
  readonly warehouseCode?: string;
}

/** Sets what buyers pay, whatever it was before. */
export interface PriceWrite {
  readonly externalItemId: string;
  readonly externalSkuId: string;
  readonly sellerSku: string;
  readonly price: Money;
  /** A lower price for a time; left out, what there is stays. */
  readonly specialPrice?: SpecialPrice;
}

export interface SpecialPrice {
  readonly price: Money;
  /** Null: from now on. */
  readonly from: Date | null;
  /** Null: for good. */
  readonly until: Date | null;
}

export interface Brand {
  readonly brandId: string;
  /** What a draft's `brand` attribute says. */
  readonly name: string;
}

export interface BrandsQuery {
  /** Where the marketplace asks for it. */
  readonly categoryId?: string;
  readonly cursor?: string | null;
}

/** Which listings; all conditions hold at once. Deleted ones come only when asked for. */
export interface ListingsQuery {
  readonly status?: Exclude<ListingStatus, 'unrecognized'> | 'sold_out';
  readonly updatedSince?: Date;
  readonly updatedUntil?: Date;
  readonly sellerSkus?: readonly string[];
  readonly cursor?: string | null;
}

/** What is to be different; what is left out stays as it is. Prices and stock have calls of their own. */
export interface ListingUpdate {
  readonly externalItemId: string;
  readonly categoryId?: string;
  readonly title?: string;
  readonly description?: string;
  readonly shortDescription?: string;
  /** All of them, in order: they replace what is there. */
  readonly images?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly variants?: readonly ListingVariantUpdate[];
}

export interface ListingVariantUpdate {
  readonly externalSkuId: string;
  readonly packageWeightGrams?: number;
  readonly packageMillimetres?: ListingVariantDraft['packageMillimetres'];
  readonly images?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
}

/** More variants for a listing that has some. */
export interface VariantAddition {
  readonly externalItemId: string;
  readonly categoryId: string;
  /** Any variant that is there already: the new ones join its listing. */
  readonly besideExternalSkuId: string;
  readonly options: readonly ListingOption[];
  readonly variants: readonly ListingVariantDraft[];
}

/** A listing, or only some of its variants. */
export interface ListingSelection {
  readonly externalItemId: string;
  /** Left out: the whole listing. */
  readonly externalSkuIds?: readonly string[];
}
