import { Injectable } from '@nestjs/common';
import type { MerchantId, ShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import type { SkuRef } from '../stock/stock.repository.js';
import type { AvailabilityTerms } from './availability.js';

/** What a shop may offer of a SKU, and what its marketplace accepted last. */
export interface Availability extends SkuRef {
  readonly shopId: ShopId;
  readonly marketplace: string;
  readonly externalItemId: string;
  readonly externalSkuId: string;
  readonly terms: AvailabilityTerms;
  readonly available: number;
  readonly written: { readonly quantity: number; readonly at: Date } | null;
  readonly changedAt: Date;
  readonly version: number;
}

export interface ListedSku extends SkuRef {
  readonly shopId: ShopId;
  readonly marketplace: string;
  readonly externalItemId: string;
  readonly externalSkuId: string;
}

interface Row {
  readonly merchantId: MerchantId;
  readonly shopId: ShopId;
  readonly sellerSku: string;
  readonly marketplace: string;
  readonly externalItemId: string;
  readonly externalSkuId: string;
  readonly onHand: string;
  readonly reserved: string;
  readonly ringFenced: string;
  readonly buffer: string;
  readonly available: string;
  readonly writtenQuantity: string | null;
  readonly writtenAt: Date | null;
  readonly changedAt: Date;
  readonly version: number;
}

const columns = `merchant_id as "merchantId", shop_id as "shopId", seller_sku as "sellerSku", marketplace,
  external_item_id as "externalItemId", external_sku_id as "externalSkuId", on_hand as "onHand", reserved,
  ring_fenced as "ringFenced", buffer, available, written_quantity as "writtenQuantity", written_at as "writtenAt",
  changed_at as "changedAt", version`;

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
             -- another listing took the place of the one that was written to, and knows nothing yet
             written_quantity = case when availability.external_sku_id = excluded.external_sku_id
                                     then availability.written_quantity end`,
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
    const rows = await currentTransaction().query<Row>(
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
       returning ${columns
         .split(',')
         .map((column) => `a.${column.trim()}`)
         .join(', ')}`,
      [skus.map(({ merchantId }) => merchantId), skus.map(({ sellerSku }) => sellerSku), now],
    );
    return rows.map(toAvailability);
  }

  async ofSkus(skus: readonly SkuRef[]): Promise<Availability[]> {
    const rows = await currentTransaction().query<Row>(
      `select ${columns} from availability
       where (merchant_id, seller_sku) in (select * from unnest($1::uuid[], $2::text[])) order by shop_id, seller_sku`,
      [skus.map(({ merchantId }) => merchantId), skus.map(({ sellerSku }) => sellerSku)],
    );
    return rows.map(toAvailability);
  }

  /** What a marketplace does not know yet, the last units first. Needs a transaction that sees every merchant. */
  async toWrite(limit: number): Promise<Availability[]> {
    const rows = await currentTransaction().query<Row>(
      `select ${columns} from availability
       where known and written_quantity is distinct from available and try_after <= now()
       order by available, try_after limit $1`,
      [limit],
    );
    return rows.map(toAvailability);
  }

  /** What the marketplace accepted; the row may have moved on meanwhile, and is then written again. */
  async accepted(written: readonly Availability[], now: Date): Promise<Availability[]> {
    const rows = await currentTransaction().query<Row>(
      `update availability a set written_quantity = w.quantity, written_at = $5, version = a.version + 1,
              attempts = 0, refusal = null
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[]) as w(merchant_id, shop_id, seller_sku, quantity)
       where a.merchant_id = w.merchant_id and a.shop_id = w.shop_id and a.seller_sku = w.seller_sku
       returning ${columns
         .split(',')
         .map((column) => `a.${column.trim()}`)
         .join(', ')}`,
      [...keysOf(written), written.map(({ available }) => available), now],
    );
    return rows.map(toAvailability);
  }

  /** Not accepted, or nobody knows: tried again later, ever later. The quantity is absolute, so a repetition is safe. */
  async postpone(failed: readonly Availability[], refusals: readonly string[]): Promise<void> {
    await currentTransaction().query(
      `update availability a set attempts = a.attempts + 1, refusal = f.refusal,
              try_after = now() + least(power(2, a.attempts), 300) * interval '1 second'
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as f(merchant_id, shop_id, seller_sku, refusal)
       where a.merchant_id = f.merchant_id and a.shop_id = f.shop_id and a.seller_sku = f.seller_sku`,
      [...keysOf(failed), refusals],
    );
  }
}

const keysOf = (rows: readonly Availability[]): unknown[] => [
  rows.map(({ merchantId }) => merchantId),
  rows.map(({ shopId }) => shopId),
  rows.map(({ sellerSku }) => sellerSku),
];

function toAvailability(row: Row): Availability {
  const { merchantId, shopId, sellerSku, marketplace, externalItemId, externalSkuId, changedAt, version } = row;
  return {
    merchantId,
    shopId,
    sellerSku,
    marketplace,
    externalItemId,
    externalSkuId,
    terms: {
      onHand: Number(row.onHand),
      reserved: Number(row.reserved),
      ringFenced: Number(row.ringFenced),
      buffer: Number(row.buffer),
    },
    available: Number(row.available),
    written:
      row.writtenQuantity === null ? null : { quantity: Number(row.writtenQuantity), at: row.writtenAt ?? changedAt },
    changedAt,
    version,
  };
}
