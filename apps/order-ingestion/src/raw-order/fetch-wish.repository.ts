import { Injectable } from '@nestjs/common';
import type { EventMetadata } from '@pinglu/contracts';
import type { MerchantId, ShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';

export interface FetchWish {
  readonly shopId: ShopId;
  readonly merchantId: MerchantId;
  readonly orderNumber: string;
  /** Since when it may have changed, by the marketplace's clock; null when nobody said. */
  readonly changedSince: Date | null;
  /** The event that made somebody want it; null when no event did. */
  readonly cause: EventMetadata | null;
}

export interface ClaimedWish extends FetchWish {
  /** What `fetched` becomes when the answer has been taken in. */
  readonly wanted: string;
  readonly attempts: number;
  /** By the clock of the database, so that claims of several processes can be compared. */
  readonly claimedAt: Date;
}

export interface DueShop {
  readonly shopId: ShopId;
  readonly merchantId: MerchantId;
}

/** Which orders are to be fetched: one row per order, however often somebody asks. */
@Injectable()
export class FetchWishRepository {
  /** Adds to what is wanted, in one statement. Several wishes for one order count as one. */
  async add(wishes: readonly FetchWish[]): Promise<void> {
    const byOrder = new Map(wishes.map((wish) => [`${wish.shopId}/${wish.orderNumber}`, wish]));
    if (byOrder.size === 0) return;
    // Sorted, as everybody locks these rows in this order.
    const rows = [...byOrder.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, wish]) => wish);
    await currentTransaction().query(
      `insert into fetch_wish (shop_id, order_number, merchant_id, changed_since, cause, due_at)
       select *, clock_timestamp() from unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[], $5::json[])
       on conflict (shop_id, order_number) do update set
         wanted = fetch_wish.wanted + 1, attempts = 0, error_code = null, cause = excluded.cause,
         changed_since = case when fetch_wish.fetched < fetch_wish.wanted
                              then least(fetch_wish.changed_since, excluded.changed_since)
                              else excluded.changed_since end,
         due_at = least(fetch_wish.due_at, excluded.due_at)`,
      [
        rows.map(({ shopId }) => shopId),
        rows.map(({ orderNumber }) => orderNumber),
        rows.map(({ merchantId }) => merchantId),
        rows.map(({ changedSince }) => changedSince),
        rows.map(({ cause }) => (cause === null ? null : JSON.stringify(cause))),
      ],
    );
  }

  /** Shops with something due, the one that waits longest first. Sees the shops of all merchants: for the job. */
  async dueShops(limit: number): Promise<DueShop[]> {
    return currentTransaction().query<DueShop & Record<string, unknown>>(
      `select w.shop_id as "shopId", w.merchant_id as "merchantId"
       from fetch_wish w join shop s on s.id = w.shop_id and s.status = 'connected'
       where w.fetched < w.wanted and w.due_at <= clock_timestamp()
         and (w.leased_until is null or w.leased_until <= clock_timestamp())
       group by w.shop_id, w.merchant_id order by min(w.due_at) limit $1`,
      [limit],
    );
  }

  /**
   * Takes some of a shop's wishes for `leaseMs`: until then nobody else does, whatever is wanted meanwhile, so that an
   * order is never read twice at once; after that anybody may.
   */
  async claim(shopId: ShopId, { limit, leaseMs }: { limit: number; leaseMs: number }): Promise<ClaimedWish[]> {
    return currentTransaction().query<ClaimedWish & Record<string, unknown>>(
      `update fetch_wish w set attempts = w.attempts + 1,
                               leased_until = clock_timestamp() + $3 * interval '1 millisecond'
       from (select order_number from fetch_wish
             where shop_id = $1 and fetched < wanted and due_at <= clock_timestamp()
               and (leased_until is null or leased_until <= clock_timestamp())
             order by due_at limit $2 for update skip locked) d
       where w.shop_id = $1 and w.order_number = d.order_number
       returning w.shop_id as "shopId", w.merchant_id as "merchantId", w.order_number as "orderNumber",
                 w.changed_since as "changedSince", w.cause, w.wanted, w.attempts, clock_timestamp() as "claimedAt"`,
      [shopId, limit, leaseMs],
    );
  }

  /** Holds on to what was claimed and is not done with. */
  async renew(
    shopId: ShopId,
    { orderNumbers, leaseMs }: { orderNumbers: readonly string[]; leaseMs: number },
  ): Promise<void> {
    await currentTransaction().query(
      `update fetch_wish set leased_until = clock_timestamp() + $3 * interval '1 millisecond'
       where (shop_id, order_number) in (
         select shop_id, order_number from fetch_wish
         where shop_id = $1 and order_number = any ($2) and leased_until is not null
         order by order_number for update)`,
      [shopId, orderNumbers, leaseMs],
    );
  }

  /** Which of these are wanted and not fetched yet. */
  async pending(shopId: ShopId, orderNumbers: readonly string[]): Promise<Set<string>> {
    const rows = await currentTransaction().query<{ order_number: string }>(
      `select order_number from fetch_wish where shop_id = $1 and order_number = any ($2) and fetched < wanted`,
      [shopId, orderNumbers],
    );
    return new Set(rows.map(({ order_number }) => order_number));
  }

  /**
   * Locks the rows of these orders, in their order. Whoever writes an order holds this lock, so that two readings of one
   * order are never written at once, not even when it is new and has no row of its own yet.
   */
  async lock(shopId: ShopId, orderNumbers: readonly string[]): Promise<void> {
    await currentTransaction().query(
      `select from fetch_wish where shop_id = $1 and order_number = any ($2) order by order_number for update`,
      [shopId, orderNumbers],
    );
  }

  /** Done, as far as was wanted at the time of the claim. What was wanted since is due at once. */
  async fulfil(wishes: readonly ClaimedWish[]): Promise<void> {
    if (wishes.length === 0) return;
    await currentTransaction().query(
      `update fetch_wish w set fetched = n.wanted, attempts = 0, error_code = null, leased_until = null,
                               due_at = clock_timestamp()
       from unnest($1::uuid[], $2::text[], $3::bigint[]) as n (shop_id, order_number, wanted)
       where w.shop_id = n.shop_id and w.order_number = n.order_number and w.fetched < n.wanted`,
      [
        wishes.map(({ shopId }) => shopId),
        wishes.map(({ orderNumber }) => orderNumber),
        wishes.map(({ wanted }) => wanted),
      ],
    );
  }

  /** Says when to try again, and why it did not work. */
  async postpone(failed: readonly { wish: ClaimedWish; delayMs: number; errorCode: string }[]): Promise<void> {
    if (failed.length === 0) return;
    const sorted = [...failed].sort((a, b) => (a.wish.orderNumber < b.wish.orderNumber ? -1 : 1));
    await currentTransaction().query(
      `update fetch_wish w set due_at = clock_timestamp() + n.delay_ms * interval '1 millisecond',
                               leased_until = null, error_code = n.error_code
       from unnest($1::uuid[], $2::text[], $3::int[], $4::text[]) as n (shop_id, order_number, delay_ms, error_code)
       where w.shop_id = n.shop_id and w.order_number = n.order_number`,
      [
        sorted.map(({ wish }) => wish.shopId),
        sorted.map(({ wish }) => wish.orderNumber),
        sorted.map(({ delayMs }) => delayMs),
        sorted.map(({ errorCode }) => errorCode),
      ],
    );
  }
}
