import { Injectable } from '@nestjs/common';
import type { ShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import type { SkuRef } from '../stock/stock.repository.js';
import { availabilityColumns, toAvailability, type Availability, type AvailabilityRow } from './availability.row.js';

export interface ListedSku extends SkuRef {
  readonly shopId: ShopId;
  readonly marketplace: string;
  readonly externalItemId: string;
  readonly externalSkuId: string;
}

@Injectable()
export class AvailabilityRepository {
  /** Notes which shop sells which SKU under which ids; what may be offered is computed afterwards. */
  async list(skus: readonly ListedSku[], now: Date): Promise<void> {
    if (skus.length === 0) return;
    await currentTransaction().query(
      `insert into availability (merchant_id, shop_id, seller_sku, marketplace, external_item_id, external_sku_id,
                                 on_hand, reserved, ring_fenced, buffer, available, changed_at, version)
       select m, s, k, p, i, x, 0, 0, 0, 0, 0, $7, 0
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) as t(m, s, k, p, i, x)
       on conflict (merchant_id, shop_id, seller_sku) do update
         set external_item_id = excluded.external_item_id, external_sku_id = excluded.external_sku_id,
             -- another listing took the place of the one that was written to, and nobody knows what it shows
             written_quantity = case when availability.external_sku_id = excluded.external_sku_id
                                     then availability.written_quantity end,
             base_quantity = case when availability.external_sku_id = excluded.external_sku_id
                                  then availability.base_quantity end`,
      [
        skus.map(({ merchantId }) => merchantId),
        skus.map(({ shopId }) => shopId),
        skus.map(({ sellerSku }) => sellerSku),
        skus.map(({ marketplace }) => marketplace),
        skus.map(({ externalItemId }) => externalItemId),
        skus.map(({ externalSkuId }) => externalSkuId),
        now,
      ],
    );
  }

  /**
   * Computes anew what every shop may offer of these SKUs, in one statement; answers what changed. Called in the
   * transaction of each change of stock, so that no change is ever forgotten.
   */
  async recompute(skus: readonly SkuRef[], now: Date): Promise<Availability[]> {
    if (skus.length === 0) return [];
    const rows = await currentTransaction().query<AvailabilityRow>(
      `update availability a
       set on_hand = n.on_hand, reserved = n.reserved, available = n.available, known = n.known, changed_at = $3,
           version = a.version + 1, try_after = now(), attempts = 0, refusal = null
       from (
         select l.merchant_id, l.shop_id, l.seller_sku, coalesce(sum(s.on_hand), 0)::bigint as on_hand,
                coalesce(sum(s.reserved), 0)::bigint as reserved,
                greatest(0, coalesce(sum(s.on_hand - s.reserved), 0)::bigint - l.ring_fenced - l.buffer) as available,
                count(s.seller_sku) > 0 as known
         from (select distinct m, k from unnest($1::uuid[], $2::text[]) as t(m, k)) asked
         join availability l on l.merchant_id = asked.m and l.seller_sku = asked.k
         left join stock s on s.merchant_id = l.merchant_id and s.seller_sku = l.seller_sku
         group by l.merchant_id, l.shop_id, l.seller_sku
       ) n
       where a.merchant_id = n.merchant_id and a.shop_id = n.shop_id and a.seller_sku = n.seller_sku
         and (a.on_hand, a.reserved, a.known) is distinct from (n.on_hand, n.reserved, n.known)
       returning ${availabilityColumns}`,
      [skus.map(({ merchantId }) => merchantId), skus.map(({ sellerSku }) => sellerSku), now],
    );
    return rows.map(toAvailability);
  }

  async ofSkus(skus: readonly SkuRef[]): Promise<Availability[]> {
    const rows = await currentTransaction().query<AvailabilityRow>(
      `select ${availabilityColumns} from availability a
       where (merchant_id, seller_sku) in (select * from unnest($1::uuid[], $2::text[])) order by shop_id, seller_sku`,
      [skus.map(({ merchantId }) => merchantId), skus.map(({ sellerSku }) => sellerSku)],
    );
    return rows.map(toAvailability);
  }
}
