import { Injectable } from '@nestjs/common';
import type { MerchantId, ShopId } from '@pinglu/kernel';
import { currentTransaction, type PageKey, type PageRequest } from '@pinglu/platform';

export interface OrderPull {
  readonly shopId: ShopId;
  readonly merchantId: MerchantId;
  /** The newest change that was seen, by the marketplace's clock. */
  readonly changedFrom: Date;
}

/** What one look at all that changed in a shop came to. `missing` is what no push had told of. */
export interface OrderPullRun {
  readonly id: string;
  readonly shopId: ShopId;
  readonly merchantId: MerchantId;
  readonly changedFrom: Date;
  readonly changedTo: Date;
  readonly listed: number;
  readonly missing: number;
  readonly errorCode: string | null;
  readonly beganAt: Date;
  readonly endedAt: Date;
}

/** How far the orders of each shop have been pulled. */
@Injectable()
export class OrderPullRepository {
  async begin(pulls: readonly OrderPull[]): Promise<void> {
    if (pulls.length === 0) return;
    await currentTransaction().query(
      `insert into order_pull (shop_id, merchant_id, changed_from, due_at)
       select *, clock_timestamp() from unnest($1::uuid[], $2::uuid[], $3::timestamptz[])
       on conflict (shop_id) do nothing`,
      [
        pulls.map(({ shopId }) => shopId),
        pulls.map(({ merchantId }) => merchantId),
        pulls.map(({ changedFrom }) => changedFrom),
      ],
    );
  }

  /** Sees the shops of all merchants: for the job. */
  async dueShops(limit: number): Promise<{ shopId: ShopId; merchantId: MerchantId }[]> {
    return currentTransaction().query<{ shopId: ShopId; merchantId: MerchantId }>(
      `select p.shop_id as "shopId", p.merchant_id as "merchantId"
       from order_pull p join shop s on s.id = p.shop_id and s.status = 'connected'
       where p.due_at <= clock_timestamp() order by p.due_at limit $1`,
      [limit],
    );
  }

  /** Takes a shop's pull for `leaseMs`; null when somebody else has. */
  async claim(shopId: ShopId, leaseMs: number): Promise<(OrderPull & { readonly failures: number }) | null> {
    const [pull] = await currentTransaction().query<OrderPull & { failures: number } & Record<string, unknown>>(
      `update order_pull set due_at = clock_timestamp() + $2 * interval '1 millisecond'
       where shop_id = $1 and due_at <= clock_timestamp()
       returning shop_id as "shopId", merchant_id as "merchantId", changed_from as "changedFrom", failures`,
      [shopId, leaseMs],
    );
    return pull ?? null;
  }

  /** Writes down what came of it and when the next one is due. After a failure the next one asks for the same again. */
  async end(run: OrderPullRun, nextInMs: number): Promise<void> {
    const transaction = currentTransaction();
    await transaction.query(
      `update order_pull set changed_from = greatest(changed_from, $2), failures = case when $3 then failures + 1 else 0 end,
                             due_at = clock_timestamp() + $4 * interval '1 millisecond'
       where shop_id = $1`,
      [run.shopId, run.changedTo, run.errorCode !== null, nextInMs],
    );
    await transaction.query(
      `insert into order_pull_run (id, shop_id, merchant_id, changed_from, changed_to, listed, missing, error_code,
                                   began_at, ended_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        run.id,
        run.shopId,
        run.merchantId,
        run.changedFrom,
        run.changedTo,
        run.listed,
        run.missing,
        run.errorCode,
        run.beganAt,
        run.endedAt,
      ],
    );
  }

  async forgetRuns(before: Date): Promise<void> {
    await currentTransaction().query(`delete from order_pull_run where began_at < $1`, [before]);
  }

  /** Newest first; one more than asked for, when there is one. */
  async listRuns({ limit, after }: PageRequest): Promise<{ run: OrderPullRun; key: PageKey }[]> {
    const rows = await currentTransaction().query<OrderPullRun & { beganAtText: string }>(
      `select id, shop_id as "shopId", merchant_id as "merchantId", changed_from as "changedFrom",
              changed_to as "changedTo", listed, missing, error_code as "errorCode", began_at as "beganAt",
              ended_at as "endedAt", began_at::text as "beganAtText"
       from order_pull_run where $1::timestamptz is null or (began_at, id) < ($1, $2::uuid)
       order by began_at desc, id desc limit $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
    return rows.map(({ beganAtText, ...run }) => ({ run, key: { at: beganAtText, id: run.id } }));
  }
}
