import { Injectable } from '@nestjs/common';
import type { ListingId, MerchantId, ShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';

/** What a shop calls one of the seller's SKUs. */
export interface ListingVariant {
  readonly shopId: ShopId;
  readonly merchantId: MerchantId;
  readonly sellerSku: string;
  /** Null until the marketplace has said it. */
  readonly externalSkuId: string | null;
  readonly listingId: ListingId;
  readonly version: number;
}

export type SkuName = Pick<ListingVariant, 'shopId' | 'sellerSku' | 'externalSkuId'>;

@Injectable()
export class ListingVariantRepository {
  /** In one statement; what an older version of the same listing says is left out. */
  async save(variants: readonly ListingVariant[]): Promise<void> {
    if (variants.length === 0) return;
    await currentTransaction().query(
      `insert into listing_variant (shop_id, seller_sku, merchant_id, external_sku_id, listing_id, version)
       select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::uuid[], $6::int[])
       on conflict (shop_id, seller_sku) do update set
         external_sku_id = coalesce(excluded.external_sku_id, listing_variant.external_sku_id),
         listing_id = excluded.listing_id, version = excluded.version
       where listing_variant.listing_id <> excluded.listing_id or listing_variant.version < excluded.version`,
      [
        variants.map(({ shopId }) => shopId),
        variants.map(({ sellerSku }) => sellerSku),
        variants.map(({ merchantId }) => merchantId),
        variants.map(({ externalSkuId }) => externalSkuId),
        variants.map(({ listingId }) => listingId),
        variants.map(({ version }) => version),
      ],
    );
  }

  /** The names that any of these shops has for any of these SKUs, by the marketplace's id or by the seller's code. */
  async named(
    shopIds: readonly ShopId[],
    skus: readonly Pick<SkuName, 'sellerSku' | 'externalSkuId'>[],
  ): Promise<SkuName[]> {
    return currentTransaction().query<SkuName & Record<string, unknown>>(
      `select shop_id as "shopId", seller_sku as "sellerSku", external_sku_id as "externalSkuId"
       from listing_variant
       where shop_id = any ($1) and (external_sku_id = any ($2) or seller_sku = any ($3))`,
      [shopIds, skus.flatMap(({ externalSkuId }) => externalSkuId ?? []), skus.map(({ sellerSku }) => sellerSku)],
    );
  }
}
