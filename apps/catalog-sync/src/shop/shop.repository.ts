import { Injectable } from '@nestjs/common';
import type { MerchantId, ShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import type { Shop } from './shop.js';

@Injectable()
export class ShopRepository {
  /** Adds and changes; news that are older than what is known change nothing. Answers those that were news. */
  async save(shops: readonly Shop[]): Promise<Shop[]> {
    const rows = await currentTransaction().query<{ shopId: ShopId }>(
      `insert into shop (shop_id, merchant_id, marketplace, country, currency, name, status, version)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[])
       on conflict (shop_id) do update set marketplace = excluded.marketplace, country = excluded.country,
         currency = excluded.currency, name = excluded.name, status = excluded.status, version = excluded.version
       where excluded.version > shop.version
       returning shop_id as "shopId"`,
      [
        shops.map(({ shopId }) => shopId),
        shops.map(({ merchantId }) => merchantId),
        shops.map(({ marketplace }) => marketplace),
        shops.map(({ country }) => country),
        shops.map(({ currency }) => currency),
        shops.map(({ name }) => name),
        shops.map(({ status }) => status),
        shops.map(({ version }) => version),
      ],
    );
    const saved = new Set(rows.map(({ shopId }) => shopId));
    return shops.filter(({ shopId }) => saved.has(shopId));
  }

  async find(shopId: ShopId): Promise<Shop | undefined> {
    const [shop] = await currentTransaction().query<Shop>(`${SELECT} where shop_id = $1`, [shopId]);
    return shop;
  }

  async findConnected(merchantId: MerchantId): Promise<Shop[]> {
    return currentTransaction().query<Shop>(`${SELECT} where merchant_id = $1 and status = 'connected'`, [merchantId]);
  }
}

const SELECT = `
  select shop_id as "shopId", merchant_id as "merchantId", marketplace, country, currency, name, status, version
  from shop`;
