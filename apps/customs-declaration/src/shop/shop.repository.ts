import { Injectable } from '@nestjs/common';
import type { ShopSnapshot } from '@pinglu/contracts';
import type { ShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';

@Injectable()
export class ShopRepository {
  /** Adds or renews; what is older than what is there changes nothing. */
  async save(shops: readonly ShopSnapshot[]): Promise<void> {
    if (shops.length === 0) return;
    await currentTransaction().query(
      `insert into shop (id, merchant_id, marketplace, country, name, cross_border, version)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::bigint[])
       on conflict (id) do update set
         country = excluded.country, name = excluded.name, cross_border = excluded.cross_border,
         version = excluded.version
       where shop.version < excluded.version`,
      [
        shops.map(({ shopId }) => shopId),
        shops.map(({ merchantId }) => merchantId),
        shops.map(({ marketplace }) => marketplace),
        shops.map(({ country }) => country),
        shops.map(({ name }) => name),
        shops.map(({ crossBorder }) => crossBorder),
        shops.map(({ version }) => version),
      ],
    );
  }

  async namesOf(shopIds: readonly ShopId[]): Promise<ReadonlyMap<ShopId, string>> {
    const rows = await currentTransaction().query<{ id: ShopId; name: string }>(
      `select id, name from shop where id = any ($1)`,
      [shopIds],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
