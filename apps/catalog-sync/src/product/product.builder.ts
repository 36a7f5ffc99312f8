import { newId, type MerchantId, type ProductId } from '@pinglu/kernel';
import type { Product, Sku } from './product.js';

/** A product for specs, complete as it comes. */
export class ProductBuilder {
  private product: Product = {
    productId: newId<ProductId>(),
    merchantId: newId<MerchantId>(),
    handle: 'liubao-tea',
    title: 'Liubao Dark Tea',
    titleZh: '六堡茶',
    description: '<p>Dark tea from Wuzhou.</p>',
    brand: null,
    productType: 'Tea',
    countryOfOrigin: 'CN',
    hsCode: '090230',
    packageSize: null,
    images: [],
    skus: [sku('LB-100', { Weight: '100 g' }), sku('LB-500', { Weight: '500 g' })],
    savedAt: new Date('2026-11-25T03:00:00.000Z'),
    version: 1,
  };

  with(change: Partial<Product>): this {
    this.product = { ...this.product, ...change };
    return this;
  }

  build(): Product {
    return this.product;
  }
}

/** A variant that weighs 200 g and costs 199.00 baht. */
export const sku = (sellerSku: string, options: Record<string, string> = {}, change: Partial<Sku> = {}): Sku => ({
  sellerSku,
  options,
  barcode: null,
  weightGrams: 200,
  prices: [{ amountMinor: '19900', currency: 'THB' }],
  initialQuantity: 10,
  ...change,
});
