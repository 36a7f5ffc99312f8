import { Injectable } from '@nestjs/common';
import type { ShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import type { Shop } from './shop.js';

const COLUMNS = `shop.id as "shopId", shop.merchant_id as "merchantId", marketplace, country, currency, name, status,
  connected_at as "connectedAt", version`;

@Injectable()
export class ShopRepository {
  /** Adds or renews shops in one statement, and has the connected ones read at once. What is older than what stands is left out. */
  async save(shops: readonly Shop[], now: Date): Promise<void> {
    if (shops.length === 0) return;
    const saved = await currentTransaction().query<{ id: ShopId }>(
      `insert into shop (id, merchant_id, marketplace, country, currency, name, status, connected_at, version)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                            $8::timestamptz[], $9::int[]) order by 1
       on conflict (id) do update set
         country = excluded.country, currency = excluded.currency, name = excluded.name, status = excluded.status,
         connected_at = excluded.connected_at, version = excluded.version
       where shop.version < excluded.version
       returning id`,
      [
        shops.map(({ shopId }) => shopId),
        shops.map(({ merchantId }) => merchantId),
        shops.map(({ marketplace }) => marketplace),
        shops.map(({ country }) => country),
        shops.map(({ currency }) => currency),
        shops.map(({ name }) => name),
        shops.map(({ status }) => status),
        shops.map(({ connectedAt }) => connectedAt),
        shops.map(({ version }) => version),
      ],
    );
    await currentTransaction().query(
      `insert into finance_fetch (shop_id, merchant_id, due_at)
       select id, merchant_id, $2 from shop where id = any ($1) and status = 'connected'
       on conflict (shop_id) do update set due_at = excluded.due_at, failures = 0, last_error_code = null`,
      [saved.map(({ id }) => id), now],
    );
  }

  /** Connected shops of all merchants whose account should be read by now, longest due first. For operators' transactions. */
  async due(now: Date, limit: number): Promise<Shop[]> {
    return currentTransaction().query<Shop>(
      `select ${COLUMNS} from finance_fetch f join shop on shop.id = f.shop_id
       where f.due_at <= $1 and shop.status = 'connected' order by f.due_at, f.shop_id limit $2`,
      [now, limit],
    );
  }

  /** Takes a due shop for this process until `until`; false when another one was quicker. */
  async claim(shopId: ShopId, now: Date, until: Date): Promise<boolean> {
    const rows = await currentTransaction().query(
      `update finance_fetch set due_at = $3 where shop_id = $1 and due_at <= $2 returning shop_id`,
      [shopId, now, until],
    );
    return rows.length > 0;
  }

  /** True until its account was read once from beginning to end. */
  async isUnread(shopId: ShopId): Promise<boolean> {
    const rows = await currentTransaction().query(
      `select from finance_fetch where shop_id = $1 and last_success_at is not null`,
      [shopId],
    );
    return rows.length === 0;
  }

  async succeeded(shopId: ShopId, now: Date, nextAt: Date): Promise<void> {
    await currentTransaction().query(
      `update finance_fetch set due_at = $3, failures = 0, last_success_at = $2, last_error_code = null where shop_id = $1`,
      [shopId, now, nextAt],
    );
  }

  /** @returns how often in a row it has failed by now */
  async failed(shopId: ShopId, errorCode: string): Promise<number> {
    const [row] = await currentTransaction().query<{ failures: number }>(
      `update finance_fetch set failures = failures + 1, last_error_code = $2 where shop_id = $1 returning failures`,
      [shopId, errorCode],
    );
    return row?.failures ?? 1;
  }

  async retryAt(shopId: ShopId, at: Date): Promise<void> {
    await currentTransaction().query(`update finance_fetch set due_at = $2 where shop_id = $1`, [shopId, at]);
  }
}
