import { Inject, Injectable } from '@nestjs/common';
import { currentTransaction, SERVICE_CONFIG } from '@pinglu/platform';
import type { InventoryConfig } from '../config.js';
import { stockKey, type SkuRef } from '../stock/stock.repository.js';
import { availabilityColumns, toAvailability, type Availability, type AvailabilityRow } from './availability.row.js';
import { hear, type BlindWrite, type OwnSale } from './own-sale.js';
import type { Knowledge } from './shop-level.js';

/** A row that is to be written or looked at, with what decides it. */
export interface DueLevel extends Availability, Knowledge {
  /** Own sales known when the row was taken up. */
  readonly ownSales: number;
}

export interface Reading {
  readonly row: DueLevel;
  readonly sellable: number;
  readonly unheard: number;
  /** What is about to be written; null when the shop shows it already. */
  readonly quantity: number | null;
  /** A campaign keeps the shop from showing less, so the row stays due. */
  readonly lockedAbove: boolean;
}

export interface Written {
  readonly row: DueLevel;
  readonly quantity: number;
  /** Set when it was not read before. */
  readonly blind: BlindWrite | null;
}

export interface Postponed {
  readonly row: DueLevel;
  readonly refusal: string;
  /** Whether the write may have been done all the same. */
  readonly perhapsDone: boolean;
}

type Key = SkuRef & Pick<OwnSale, 'shopId'>;

/** Own sales that have been heard of since a moment are not unheard any more; in either direction, never beyond 0. */
const unheardAfter = (unheard: string, heard: string): string => `
  case when ${unheard} > 0 then least(${unheard}, greatest(0, ${unheard} - ${heard}))
       else greatest(${unheard}, least(0, ${unheard} - ${heard})) end`;

/** What shops show: what we hear of it, read of it and write to it. */
@Injectable()
export class ShopLevels {
  constructor(@Inject(SERVICE_CONFIG) private readonly config: InventoryConfig) {}

  /** In one order, whoever asks, so that a batch of orders and a round of the job never wait for each other. */
  async lock(skus: readonly SkuRef[]): Promise<void> {
    await currentTransaction().query(
      `select 1 from availability
       where (merchant_id, seller_sku) in (select * from unnest($1::uuid[], $2::text[]))
       order by merchant_id, shop_id, seller_sku for update`,
      [skus.map(({ merchantId }) => merchantId), skus.map(({ sellerSku }) => sellerSku)],
    );
  }

  /** What shops did by themselves, in the transaction that learns of it. */
  async hear(sales: readonly OwnSale[], now: Date): Promise<void> {
    if (sales.length === 0) return;
    const blind = await this.blindWrites(sales);
    const heard = sales.map((sale) => {
      const { shows, doubtful } = hear(sale, blind.get(keyOf(sale)) ?? null, this.config.STOCK_CLOCK_MARGIN_MS);
      return { ...sale, overwritten: shows ? 0 : sale.units, doubtful };
    });
    await currentTransaction().query(
      `update availability a
       set own_sales = a.own_sales + h.units, base_sales = a.base_sales + h.overwritten,
           unheard = ${unheardAfter('a.unheard', '(h.units - h.overwritten)')},
           unheard_since = case when a.unheard_since is not null then $7::timestamptz end,
           look_at = case when h.doubtful then now()
                          -- the last units are not left to clocks
                          when a.blind_from is not null and a.available <= $8
                            then least(a.look_at, now() + $9 * interval '1 millisecond')
                          else a.look_at end
       from (
         select m, s, k, sum(u)::bigint as units, sum(o)::bigint as overwritten, bool_or(d) as doubtful
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::boolean[]) as t(m, s, k, u, o, d)
         group by m, s, k
       ) h
       where a.merchant_id = h.m and a.shop_id = h.s and a.seller_sku = h.k`,
      [
        ...keysOf(heard),
        heard.map(({ units }) => units),
        heard.map(({ overwritten }) => overwritten),
        heard.map(({ doubtful }) => doubtful),
        now,
        this.config.READ_STOCK_UP_TO,
        this.config.STOCK_LOOK_AGAIN_MS,
      ],
    );
  }

  /** What is to be written or looked at, the last units first. Needs a transaction that sees every merchant. */
  async due(limit: number, now: Date): Promise<DueLevel[]> {
    // One statement, so that what is available and what is open are of the same moment.
    const rows = await currentTransaction().query<
      AvailabilityRow & { open: string; ownSales: string; pendingShift: string | null }
    >(
      `with due as (
         select * from availability
         where try_after <= now()
           and ((known and not in_step) or (known and look_at is not null and look_at <= now()))
         order by available, try_after limit $1
       )
       select ${availabilityColumns}, a.own_sales as "ownSales", a.pending_shift as "pendingShift",
              coalesce(held.units, 0) as open
       from due a left join lateral (
         select sum(l.quantity)::bigint as units
         from reservation_line l join reservation r using (reservation_id)
         where l.merchant_id = a.merchant_id and l.seller_sku = a.seller_sku and r.shop_id = a.shop_id
           and l.status in ('reserved', 'refused') and not l.announced
       ) held on true
       order by a.available, a.try_after`,
      [limit],
    );
    return rows.map((row) => ({
      ...toAvailability(row),
      open: Number(row.open),
      ownSales: Number(row.ownSales),
      pendingShift: row.pendingShift === null ? null : Number(row.pendingShift),
      unchangedMs: row.unheardSince === null ? 0 : +now - +row.unheardSince,
    }));
  }

  /** What was read, and what is about to be written because of it. */
  async read(readings: readonly Reading[], now: Date): Promise<void> {
    if (readings.length === 0) return;
    await this.lockRows(readings.map(({ row }) => row));
    await currentTransaction().query(
      `update availability a
       set base_quantity = r.sellable + r.unheard, base_sales = r.own_sales, base_available = r.available,
           unheard = ${unheardAfter('r.unheard', '(a.own_sales - r.own_sales)')},
           unheard_since = case when r.unheard = 0 then null
                                when a.unheard = r.unheard then coalesce(a.unheard_since, $8)
                                else $8 end,
           read_at = $8, blind_from = null, blind_to = null, pending_shift = r.quantity - r.sellable,
           -- what is unheard is asked for again, ever later; what is written, once it is written
           look_at = case when r.unheard <> 0 and r.quantity is null then now() + interval '1 millisecond' *
             least(300000, greatest($9::bigint, extract(epoch from $8 - coalesce(a.unheard_since, $8)) * 1000)) end,
           attempts = case when r.quantity is null and not r.locked_above then 0 else a.attempts end,
           refusal = case when r.quantity is null then null else a.refusal end
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                   $10::boolean[], $11::bigint[])
         as r(merchant_id, shop_id, seller_sku, sellable, unheard, own_sales, quantity, locked_above, available)
       where a.merchant_id = r.merchant_id and a.shop_id = r.shop_id and a.seller_sku = r.seller_sku`,
      [
        ...keysOf(readings.map(({ row }) => row)),
        readings.map(({ sellable }) => sellable),
        readings.map(({ unheard }) => unheard),
        readings.map(({ row }) => row.ownSales),
        readings.map(({ quantity }) => quantity),
        now,
        this.config.STOCK_LOOK_AGAIN_MS,
        readings.map(({ lockedAbove }) => lockedAbove),
        readings.map(({ row }) => row.available),
      ],
    );
  }

  /** A quantity is about to be written without a reading: until it is accepted, nobody knows what the shop shows. */
  async forget(rows: readonly DueLevel[]): Promise<void> {
    if (rows.length === 0) return;
    await this.lockRows(rows);
    await currentTransaction().query(
      `update availability a set base_quantity = null, pending_shift = null
       from unnest($1::uuid[], $2::uuid[], $3::text[]) as f(merchant_id, shop_id, seller_sku)
       where a.merchant_id = f.merchant_id and a.shop_id = f.shop_id and a.seller_sku = f.seller_sku`,
      keysOf(rows),
    );
  }

  /** What the marketplace accepted; the row may have moved on meanwhile, and is then written again. */
  async accepted(written: readonly Written[], now: Date): Promise<Availability[]> {
    await this.lockRows(written.map(({ row }) => row));
    const rows = await currentTransaction().query<AvailabilityRow>(
      `update availability a
       set written_quantity = w.quantity, written_at = $9, version = a.version + 1, attempts = 0, refusal = null,
           base_quantity = case when w.blind_from is null then a.base_quantity + a.pending_shift else w.quantity end,
           base_sales = case when w.blind_from is null then a.base_sales else w.own_sales end,
           base_available = case when w.blind_from is null then a.base_available else w.quantity end,
           unheard = case when w.blind_from is null then a.unheard else 0 end,
           unheard_since = case when w.blind_from is null then a.unheard_since end,
           blind_from = w.blind_from, blind_to = w.blind_to, pending_shift = null,
           look_at = case when w.blind_from is null or w.quantity <= $10 then now() + $11 * interval '1 millisecond'
                          -- heard of while it was being written: before or after, nobody can tell
                          when a.own_sales <> w.own_sales then now() end
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::timestamptz[], $7::timestamptz[],
                   $8::text[])
         as w(merchant_id, shop_id, seller_sku, quantity, own_sales, blind_from, blind_to, external_sku_id)
       where a.merchant_id = w.merchant_id and a.shop_id = w.shop_id and a.seller_sku = w.seller_sku
         and a.external_sku_id = w.external_sku_id
       returning ${availabilityColumns}`,
      [
        ...keysOf(written.map(({ row }) => row)),
        written.map(({ quantity }) => quantity),
        written.map(({ row }) => row.ownSales),
        written.map(({ blind }) => blind?.from ?? null),
        written.map(({ blind }) => blind?.to ?? null),
        written.map(({ row }) => row.externalSkuId),
        now,
        this.config.READ_STOCK_UP_TO,
        this.config.STOCK_LOOK_AGAIN_MS,
      ],
    );
    return rows.map(toAvailability);
  }

  /** Not read, not accepted, or nobody knows: tried again later, ever later. */
  async postpone(failed: readonly Postponed[]): Promise<void> {
    await this.lockRows(failed.map(({ row }) => row));
    await currentTransaction().query(
      `update availability a set attempts = a.attempts + 1, refusal = f.refusal,
              pending_shift = case when f.perhaps_done then a.pending_shift end,
              try_after = now() + least(power(2, a.attempts), 300) * interval '1 second'
       from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::boolean[])
         as f(merchant_id, shop_id, seller_sku, refusal, perhaps_done)
       where a.merchant_id = f.merchant_id and a.shop_id = f.shop_id and a.seller_sku = f.seller_sku`,
      [
        ...keysOf(failed.map(({ row }) => row)),
        failed.map(({ refusal }) => refusal),
        failed.map(({ perhapsDone }) => perhapsDone),
      ],
    );
  }

  private async lockRows(rows: readonly Key[]): Promise<void> {
    await currentTransaction().query(
      `select 1 from availability
       where (merchant_id, shop_id, seller_sku) in (select * from unnest($1::uuid[], $2::uuid[], $3::text[]))
       order by merchant_id, shop_id, seller_sku for update`,
      keysOf(rows),
    );
  }

  private async blindWrites(sales: readonly OwnSale[]): Promise<Map<string, BlindWrite>> {
    const rows = await currentTransaction().query<Key & { blindFrom: Date; blindTo: Date }>(
      `select merchant_id as "merchantId", shop_id as "shopId", seller_sku as "sellerSku", blind_from as "blindFrom",
              blind_to as "blindTo"
       from availability
       where blind_from is not null
         and (merchant_id, shop_id, seller_sku) in (select * from unnest($1::uuid[], $2::uuid[], $3::text[]))`,
      keysOf(sales),
    );
    return new Map(rows.map((row) => [keyOf(row), { from: row.blindFrom, to: row.blindTo }]));
  }
}

const keyOf = ({ shopId, ...sku }: Key): string => `${shopId}/${stockKey(sku)}`;

const keysOf = (rows: readonly Key[]): unknown[] => [
  rows.map(({ merchantId }) => merchantId),
  rows.map(({ shopId }) => shopId),
  rows.map(({ sellerSku }) => sellerSku),
];
