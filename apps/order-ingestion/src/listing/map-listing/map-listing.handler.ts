import { Injectable } from '@nestjs/common';
import type { ListingEvent } from '@pinglu/contracts';
import { parseListingId, parseMerchantId, parseShopId } from '@pinglu/kernel';
import { RemapLinesHandler } from '../../order/remap-lines/remap-lines.handler.js';
import { ShopRepository } from '../../shop/shop.repository.js';
import { ListingVariantRepository } from '../listing-variant.repository.js';

/** Learns what a shop calls the seller's SKUs, and takes the lines that waited for it out of their parking place. */
@Injectable()
export class MapListingHandler {
  constructor(
    private readonly shops: ShopRepository,
    private readonly variants: ListingVariantRepository,
    private readonly remapLines: RemapLinesHandler,
  ) {}

  /** Runs in the transaction of the batch. A refused listing says nothing about what is on sale. */
  async handle(events: readonly ListingEvent[]): Promise<void> {
    const published = events.filter(({ data }) => data.status === 'published');
    const latest = new Map(published.map((event) => [event.data.listingId, event]));
    if (latest.size === 0) return;
    const shopIds = [...new Set([...latest.values()].map(({ data }) => parseShopId(data.shopId)))];
    await this.shops.lockForListings(shopIds);
    const variants = [...latest.values()].flatMap(({ data }) =>
      data.variants.map(({ sellerSku, externalSkuId }) => ({
        shopId: parseShopId(data.shopId),
        merchantId: parseMerchantId(data.merchantId),
        sellerSku,
        externalSkuId,
        listingId: parseListingId(data.listingId),
        version: data.version,
      })),
    );
    // One row may be written once in a statement: of two listings that name one SKU the later stands.
    await this.variants.save([...new Map(variants.map((row) => [`${row.shopId}/${row.sellerSku}`, row])).values()]);
    await this.remapLines.handle(shopIds, published);
  }
}
