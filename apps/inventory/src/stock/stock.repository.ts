import { Injectable } from '@nestjs/common';
import type { MerchantId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';

/** Units of one SKU of a merchant, over all its warehouses. */
export interface StockLevel {
  readonly merchantId: MerchantId;
  readonly sellerSku: string;
  readonly warehouseId: string;
  readonly onHand: number;
  readonly reserved: number;
}

export interface SkuRef {
  readonly merchantId: MerchantId;
  readonly sellerSku: string;
}

/** A change of stock, told as it is written to the ledger of movements. */
export interface Movement extends SkuRef {
  readonly warehouseId: string;
  readonly kind: 'received' | 'counted' | 'reserved' | 'released' | 'shipped';
  readonly onHandChange: number;
  readonly reservedChange: number;
  /** What caused it: a line id, a product id, the key of a count. */
  readonly reference: string;
}

export interface NewStock extends SkuRef {
  readonly onHand: number;
  readonly reference: string;
}

interface Row extends Omit<StockLevel, 'onHand' | 'reserved'> {
  readonly onHand: string;
  readonly reserved: string;
}

export const stockKey = ({ merchantId, sellerSku }: SkuRef): string => `${merchantId}/${sellerSku}`;

const columns = `merchant_id as "merchantId", seller_sku as "sellerSku", warehouse_id as "warehouseId",
                 on_hand as "onHand", reserved`;

@Injectable()
export class StockRepository {
  /** The main warehouse of each merchant; a merchant without one is missing. */
  async mainWarehouses(merchants: readonly MerchantId[]): Promise<Map<MerchantId, string>> {
    const rows = await currentTransaction().query<{ merchantId: MerchantId; id: string }>(
      `select merchant_id as "merchantId", id from warehouse where code = 'MAIN' and merchant_id = any($1::uuid[])`,
      [merchants],
    );
    return new Map(rows.map(({ merchantId, id }) => [merchantId, id]));
  }

  /** Begins to keep stock of SKUs that are new; those that are known keep what they have. Answers the new ones. */
  async open(stock: readonly (NewStock & { readonly warehouseId: string })[]): Promise<Set<string>> {
    if (stock.length === 0) return new Set();
    const rows = await currentTransaction().query<SkuRef>(
      `insert into stock (merchant_id, warehouse_id, seller_sku, on_hand)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[])
       on conflict (merchant_id, seller_sku, warehouse_id) do nothing
       returning merchant_id as "merchantId", seller_sku as "sellerSku"`,
      [
        stock.map(({ merchantId }) => merchantId),
        stock.map(({ warehouseId }) => warehouseId),
        stock.map(({ sellerSku }) => sellerSku),
        stock.map(({ onHand }) => onHand),
      ],
    );
    return new Set(rows.map(stockKey));
  }

  /**
   * Keeps others from beginning to keep, or to list, the same SKUs until the commit. There is no row to lock yet: without
   * this a product and its listing that arrive at the same moment would each miss the other.
   */
  async lockNames(skus: readonly SkuRef[]): Promise<void> {
    await currentTransaction().query(
      `select pg_advisory_xact_lock(k) from (
         select distinct hashtextextended('pinglu-sku/' || m || '/' || s, 0) as k
         from unnest($1::uuid[], $2::text[]) as t(m, s) order by k
       ) locks`,
      [skus.map(({ merchantId }) => merchantId), skus.map(({ sellerSku }) => sellerSku)],
    );
  }

  /** Locked in one order, whoever asks, so that two batches never wait for each other. */
  async lock(skus: readonly SkuRef[]): Promise<StockLevel[]> {
    const rows = await currentTransaction().query<Row>(
      `select ${columns} from stock
       where (merchant_id, seller_sku) in (select * from unnest($1::uuid[], $2::text[]))
       order by merchant_id, seller_sku, warehouse_id for update`,
      [skus.map(({ merchantId }) => merchantId), skus.map(({ sellerSku }) => sellerSku)],
    );
    return rows.map(toLevel);
  }

  /** Writes the movements and what they make of the stock, in two statements. The rows must be locked. */
  async move(movements: readonly Movement[]): Promise<void> {
    if (movements.length === 0) return;
    const columnsOf = [
      movements.map(({ merchantId }) => merchantId),
      movements.map(({ warehouseId }) => warehouseId),
      movements.map(({ sellerSku }) => sellerSku),
      movements.map(({ onHandChange }) => onHandChange),
      movements.map(({ reservedChange }) => reservedChange),
    ];
    await currentTransaction().query(
      `insert into stock_movement (merchant_id, warehouse_id, seller_sku, on_hand_change, reserved_change, kind, reference)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::text[])`,
      [...columnsOf, movements.map(({ kind }) => kind), movements.map(({ reference }) => reference)],
    );
    await currentTransaction().query(
      `update stock s set on_hand = s.on_hand + c.on_hand, reserved = s.reserved + c.reserved
       from (
         select m, w, k, sum(o)::bigint as on_hand, sum(r)::bigint as reserved
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[]) as t(m, w, k, o, r) group by m, w, k
       ) c
       where s.merchant_id = c.m and s.warehouse_id = c.w and s.seller_sku = c.k`,
      columnsOf,
    );
  }

  async recordCount(sku: SkuRef & { warehouseId: string }, countedAt: Date): Promise<void> {
    await currentTransaction().query(
      'update stock set counted_at = $4 where merchant_id = $1 and seller_sku = $2 and warehouse_id = $3',
      [sku.merchantId, sku.sellerSku, sku.warehouseId, countedAt],
    );
  }

  async countedAt(sku: SkuRef & { warehouseId: string }): Promise<Date | null> {
    const [row] = await currentTransaction().query<{ countedAt: Date | null }>(
      `select counted_at as "countedAt" from stock where merchant_id = $1 and seller_sku = $2 and warehouse_id = $3`,
      [sku.merchantId, sku.sellerSku, sku.warehouseId],
    );
    return row?.countedAt ?? null;
  }

  /** A SKU, for whoever may see it. */
  async ofSku(sellerSku: string): Promise<StockLevel[]> {
    const rows = await currentTransaction().query<Row>(
      `select ${columns} from stock where seller_sku = $1 order by merchant_id, warehouse_id`,
      [sellerSku],
    );
    return rows.map(toLevel);
  }

  /** The latest movements of a SKU, newest first. */
  async movements(sellerSku: string, limit: number): Promise<(Movement & { readonly happenedAt: Date })[]> {
    const rows = await currentTransaction().query<
      Omit<Movement, 'onHandChange' | 'reservedChange'> & {
        onHandChange: string;
        reservedChange: string;
        happenedAt: Date;
      }
    >(
      `select merchant_id as "merchantId", seller_sku as "sellerSku", warehouse_id as "warehouseId", kind,
              on_hand_change as "onHandChange", reserved_change as "reservedChange", reference,
              happened_at as "happenedAt"
       from stock_movement where seller_sku = $1 order by id desc limit $2`,
      [sellerSku, limit],
    );
    return rows.map((row) => ({
      ...row,
      onHandChange: Number(row.onHandChange),
      reservedChange: Number(row.reservedChange),
    }));
  }
}

const toLevel = (row: Row): StockLevel => ({ ...row, onHand: Number(row.onHand), reserved: Number(row.reserved) });
