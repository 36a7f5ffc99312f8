import { Injectable } from '@nestjs/common';
import type { MerchantId, ShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import type { Shop } from './shop.js';

const COLUMNS = `id as "shopId", merchant_id as "merchantId", marketplace, country, currency,
  cross_border as "crossBorder", status, connected_at as "connectedAt", version`;

@Injectable()
export class ShopRepository {
  /** Adds or renews shops in one statement; what is older than what stands is left out. Answers those that were new. */
  async save(shops: readonly Shop[]): Promise<ShopId[]> {
    if (shops.length === 0) return [];
    const rows = await currentTransaction().query<{ id: ShopId; added: boolean }>(
      `insert into shop (id, merchant_id, marketplace, country, currency, cross_border, status, connected_at, version)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[],
                            $8::timestamptz[], $9::int[]) order by 1
       on conflict (id) do update set
         country = excluded.country, currency = excluded.currency, cross_border = excluded.cross_border,
         status = excluded.status, connected_at = excluded.connected_at, version = excluded.version
       where shop.version < excluded.version
       returning id, (xmax = 0) as added`,
      [
        shops.map(({ shopId }) => shopId),
        shops.map(({ merchantId }) => merchantId),
        shops.map(({ marketplace }) => marketplace),
        shops.map(({ country }) => country),
        shops.map(({ currency }) => currency),
        shops.map(({ crossBorder }) => crossBorder),
        shops.map(({ status }) => status),
        shops.map(({ connectedAt }) => connectedAt),
        shops.map(({ version }) => version),
      ],
    );
    return rows.filter(({ added }) => added).map(({ id }) => id);
  }

  /** Every merchant that has, or had, a shop. For jobs: needs the operator's view. */
  async merchants(): Promise<MerchantId[]> {
    const rows = await currentTransaction().query<{ merchant_id: MerchantId }>(`select distinct merchant_id from shop`);
    return rows.map(({ merchant_id }) => merchant_id);
  }

  /**
   * A shop whose orders are about to be written. The lock is shared: orders of a shop are written side by side, but not
   * beside a change of its listings, which would not see their parked lines.
   */
  async lockForOrders(shopId: ShopId): Promise<Shop | null> {
    const [shop] = await currentTransaction().query<Shop & Record<string, unknown>>(
      `select ${COLUMNS} from shop where id = $1 for share`,
      [shopId],
    );
    return shop ?? null;
  }

  /** Waits until no order of these shops is being written, and lets none be written until the end of the transaction. */
  async lockForListings(shopIds: readonly ShopId[]): Promise<void> {
    await currentTransaction().query(`select from shop where id = any ($1) order by id for no key update`, [shopIds]);
  }
}
