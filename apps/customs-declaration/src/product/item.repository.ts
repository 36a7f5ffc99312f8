import { Injectable } from '@nestjs/common';
import type { ProductSnapshot } from '@pinglu/contracts';
import type { MerchantId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import type { Item } from './item.js';

@Injectable()
export class ItemRepository {
  /** Takes over the variants of a product as they are now; what is older than what is there changes nothing. */
  async saveProduct(product: ProductSnapshot): Promise<void> {
    const { merchantId, productId, skus, version } = product;
    const transaction = currentTransaction();
    await transaction.query(
      `insert into item (merchant_id, product_id, title, title_zh, country_of_origin, hs_code, version,
                           seller_sku, weight_grams, barcode, options)
         select $1::uuid, $2::uuid, $3, $4, $5, $6, $7::bigint, sku.*
         from unnest($8::text[], $9::int[], $10::text[], $11::jsonb[]) sku
         on conflict (merchant_id, seller_sku) do update set
           product_id = excluded.product_id, title = excluded.title, title_zh = excluded.title_zh,
           country_of_origin = excluded.country_of_origin, hs_code = excluded.hs_code, version = excluded.version,
           weight_grams = excluded.weight_grams, barcode = excluded.barcode, options = excluded.options
         where item.product_id <> excluded.product_id or item.version < excluded.version`,
      [
        merchantId,
        productId,
        product.title,
        product.titleZh,
        product.countryOfOrigin,
        product.hsCode,
        version,
        skus.map(({ sellerSku }) => sellerSku),
        skus.map(({ weightGrams }) => weightGrams),
        skus.map(({ barcode }) => barcode),
        skus.map(({ options }) => JSON.stringify(options)),
      ],
    );
    await transaction.query(`delete from item where product_id = $1 and merchant_id = $2 and version < $3`, [
      productId,
      merchantId,
      version,
    ]);
  }

  /**
   * To be asked for before items are read for a new parcel, until the end of the transaction: a product that is being
   * saved meanwhile is then either read, or finds the parcel that lacked it. Without it each could miss the other.
   */
  async holdCatalogs(merchantIds: readonly string[]): Promise<void> {
    await this.lock('pg_advisory_xact_lock_shared', merchantIds);
  }

  /** To be asked for before products are saved; waits for parcels that are being opened. */
  async holdCatalogsForChange(merchantIds: readonly string[]): Promise<void> {
    await this.lock('pg_advisory_xact_lock', merchantIds);
  }

  /** By sellerSku. */
  async findAll(merchantId: MerchantId, sellerSkus: readonly string[]): Promise<ReadonlyMap<string, Item>> {
    const rows = await currentTransaction().query<Item>(
      `select merchant_id as "merchantId", seller_sku as "sellerSku", product_id as "productId", title,
              title_zh as "titleZh", country_of_origin as "countryOfOrigin", hs_code as "hsCode",
              weight_grams as "weightGrams", barcode, options, version::int as version
       from item where merchant_id = $1 and seller_sku = any ($2)`,
      [merchantId, sellerSkus],
    );
    return new Map(rows.map((item) => [item.sellerSku, item]));
  }

  /** Sorted, so that two batches never wait for each other. */
  private async lock(
    take: 'pg_advisory_xact_lock' | 'pg_advisory_xact_lock_shared',
    merchantIds: readonly string[],
  ): Promise<void> {
    await currentTransaction().query(
      `select ${take}(hashtextextended('customs catalog ' || id, 0))
       from (select distinct unnest($1::text[]) as id order by id) merchants`,
      [merchantIds],
    );
  }
}
