import type { Seller } from '../seller/seller.js';
import type { NumberSeries } from '../world/number-series.js';
import type { GlobalProduct } from './global-product.js';

/** Global products by number. Their numbers are no items of any site. */
export class GlobalProductStore {
  private readonly products = new Map<number, GlobalProduct>();
  private lastItem: number;
  private lastSku: number;

  constructor(series: NumberSeries) {
    this.lastItem = series.items * 100_000 + 85_548;
    this.lastSku = series.skus * 10_000 + 85_548;
  }

  newItemId(): number {
    return (this.lastItem += 1);
  }

  newSkuId(): number {
    return (this.lastSku += 1);
  }

  add(product: GlobalProduct): void {
    this.products.set(product.globalItemId, product);
  }

  find(seller: Seller, globalItemId: number): GlobalProduct | undefined {
    return this.of(seller).find((one) => one.globalItemId === globalItemId);
  }

  findBySellerSku(seller: Seller, sellerSku: string): GlobalProduct | undefined {
    return this.of(seller).find((one) => one.skus.some((sku) => sku.sellerSku === sellerSku));
  }

  /** The product that was published as this item on a site. */
  findByItem(seller: Seller, itemId: number): GlobalProduct | undefined {
    return this.of(seller).find((one) =>
      [...one.publications.values()].some((it) => it.state === 'published' && it.product.itemId === itemId),
    );
  }

  /** Those that were not deleted. */
  of(seller: Seller): GlobalProduct[] {
    return [...this.products.values()].filter((one) => one.seller === seller && one.state !== 'deleted');
  }
}
