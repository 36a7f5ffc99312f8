import type { Seller } from '../seller/seller.js';
import type { PreOrder } from '../stock/preorder.js';
import type { Stock } from '../stock/stock.js';

export type ProductStatus = 'Active' | 'InActive' | 'Pending QC' | 'Suspended' | 'Deleted';
/** Why a product is not on sale although its seller wants it to be. */
export type SubStatus = 'Reject' | 'Live_Reject' | 'Lock' | 'Admin';

export interface Sku {
  readonly skuId: number;
  readonly sellerSku: string;
  readonly shopSku: string;
  readonly product: Product;
  status: 'active' | 'inactive' | 'deleted';
  /** Minor units. */
  price: number;
  /** Minor units; 0 is none. */
  specialPrice: number;
  specialFrom: string;
  specialTo: string;
  saleProps: Readonly<Record<string, string>>;
  images: readonly string[];
  /** As the seller wrote them: `package_weight`, `package_content` and the like. */
  fields: Readonly<Record<string, string>>;
  stock: Stock;
  preOrders: readonly PreOrder[];
  /** The campaign that locks stock of it; undefined while none does. */
  campaign: { readonly startMs: number; readonly endMs: number } | undefined;
}

export interface Variation {
  readonly name: string;
  readonly hasImage: boolean;
  /** False for a sale property of the category, true for one of the seller's own. */
  readonly customize: boolean;
  readonly options: readonly string[];
}

export interface Product {
  readonly itemId: number;
  readonly seller: Seller;
  categoryId: number;
  status: ProductStatus;
  subStatus: SubStatus | null;
  /** Why quality control refused it; empty when it did not. */
  rejectReason: string;
  readonly createdMs: number;
  updatedMs: number;
  images: readonly string[];
  variations: readonly Variation[];
  attributes: Readonly<Record<string, string>>;
  readonly skus: Sku[];
  /** Run by the platform in part (Global Plus): prices and totals are no longer the seller's to write. */
  semiManaged: boolean;
}

/** The variants that have not been removed. */
export const livingSkus = (product: Product): Sku[] => product.skus.filter((sku) => sku.status !== 'deleted');

/** What a buyer pays for one unit now: the special price while its dates allow, else the price. Minor units. */
export function sellingPrice(sku: Sku, localDate: string): number {
  if (sku.specialPrice === 0) return sku.price;
  const begun = sku.specialFrom === '' || sku.specialFrom.slice(0, 10) <= localDate;
  const ended = sku.specialTo !== '' && sku.specialTo.slice(0, 10) < localDate;
  return begun && !ended ? sku.specialPrice : sku.price;
}
