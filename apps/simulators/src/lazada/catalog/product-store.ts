import type { Seller } from '../seller/seller.js';
import type { NumberSeries } from '../world/number-series.js';
import type { Product, Sku } from './product.js';

/** All products, found by item, by variant, and by the seller's own code. */
export class ProductStore {
  private readonly items = new Map<number, Product>();
  private readonly skus = new Map<number, Sku>();
  private readonly bySellerSku = new Map<string, Sku>();
  private lastItem: number;
  private lastSku: number;

  constructor(series: NumberSeries) {
    this.lastItem = series.items;
    this.lastSku = series.skus;
  }

  newItemId(): number {
    return (this.lastItem += 1);
  }

  newSkuId(): number {
    return (this.lastSku += 1);
  }

  add(product: Product): void {
    this.items.set(product.itemId, product);
    for (const sku of product.skus) this.addSku(sku);
  }

  /** Makes a variant findable; it must stand in its product's list already. */
  addSku(sku: Sku): void {
    this.skus.set(sku.skuId, sku);
    this.bySellerSku.set(key(sku.product.seller, sku.sellerSku), sku);
  }

  removeSku(sku: Sku): void {
    sku.status = 'deleted';
    const name = key(sku.product.seller, sku.sellerSku);
    if (this.bySellerSku.get(name) === sku) this.bySellerSku.delete(name);
  }

  item(seller: Seller, itemId: number): Product | undefined {
    const found = this.items.get(itemId);
    return found?.seller === seller ? found : undefined;
  }

  /** Whoever's it is. */
  anyItem(itemId: number): Product | undefined {
    return this.items.get(itemId);
  }

  sku(seller: Seller, skuId: number): Sku | undefined {
    const found = this.skus.get(skuId);
    return found?.product.seller === seller ? found : undefined;
  }

  findBySellerSku(seller: Seller, sellerSku: string): Sku | undefined {
    return this.bySellerSku.get(key(seller, sellerSku));
  }

  of(seller: Seller): Product[] {
    return [...this.items.values()].filter((one) => one.seller === seller);
  }

  all(): IterableIterator<Product> {
    return this.items.values();
  }
}

const key = (seller: Seller, sellerSku: string): string => `${seller.sellerId}/${sellerSku}`;
