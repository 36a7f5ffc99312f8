import type { Seller } from '../seller/seller.js';
import type { Stock } from '../stock/stock.js';

export type ProductStatus = 'Active' | 'InActive' | 'Deleted';

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
}

export interface Variation {
  readonly name: string;
  readonly hasImage: boolean;
  readonly customize: boolean;
  readonly options: readonly string[];
}

export interface Product {
  readonly itemId: number;
  readonly seller: Seller;
  categoryId: number;
  status: ProductStatus;
  readonly createdMs: number;
  updatedMs: number;
  images: readonly string[];
  variations: readonly Variation[];
  attributes: Readonly<Record<string, string>>;
  readonly skus: Sku[];
}

/** What a buyer pays for one unit now: the special price while its dates allow, else the price. Minor units. */
export function sellingPrice(sku: Sku, localDate: string): number {
  if (sku.specialPrice === 0) return sku.price;
  const begun = sku.specialFrom === '' || sku.specialFrom.slice(0, 10) <= localDate;
  const ended = sku.specialTo !== '' && sku.specialTo.slice(0, 10) < localDate;
  return begun && !ended ? sku.specialPrice : sku.price;
}
