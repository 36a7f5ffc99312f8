import { Injectable } from '@nestjs/common';
import { productKey, topics, type ProductEvent, type ProductSnapshot } from '@pinglu/contracts';
import { EventFactory, Outbox } from '@pinglu/platform';
import { statusOf, type Product } from './product.js';

/** What the outside is told of a product. */
export function snapshotOf(product: Product): ProductSnapshot {
  const { productId, merchantId, handle, title, titleZh, description, countryOfOrigin, hsCode, skus, version } =
    product;
  return {
    productId,
    merchantId,
    handle,
    title,
    titleZh,
    description,
    countryOfOrigin,
    hsCode,
    status: statusOf(product),
    skus: skus.map(({ options, prices, ...sku }) => ({ ...sku, options: { ...options }, prices: [...prices] })),
    version,
  };
}

/** Tells the other services what became of products. */
@Injectable()
export class ProductEvents {
  constructor(
    private readonly outbox: Outbox,
    private readonly events: EventFactory,
  ) {}

  /** To be called in the transaction of the change. One statement for all of them. */
  async publishSaved(products: readonly Product[]): Promise<void> {
    await this.outbox.write(
      products.map((product) => ({
        topic: topics.product.name,
        key: productKey(product.merchantId, product.productId),
        event: this.events.create({
          type: 'com.pinglu.catalog.product_saved.v1',
          data: snapshotOf(product),
          merchantId: product.merchantId,
          subject: product.productId,
          version: product.version,
        }) satisfies ProductEvent,
      })),
    );
  }
}
