import { Injectable } from '@nestjs/common';
import type { MerchantId, ShopId } from '@pinglu/kernel';
import { currentTransaction, type PageRequest } from '@pinglu/platform';
import type { Country, Marketplace, Shop, ShopAccount } from './shop.js';
import { ShopEntity } from './shop.entity.js';
import { ShopNotFoundError, ShopTakenError } from './shop.errors.js';

/** A shop and its place in the list, with the microseconds a Date would lose. */
export interface ListedShop extends Shop {
  readonly connectedAtText: string;
}

/** Whose shop it is; what a push is filed under. */
export interface ShopOwner {
  readonly shopId: ShopId;
  readonly merchantId: MerchantId;
}

const columns = `shop_id as "shopId", merchant_id as "merchantId", marketplace, country, currency,
  external_seller_id as "externalSellerId", name, cross_border as "crossBorder", status,
  disconnected_because as "disconnectedBecause", connected_at as "connectedAt", version`;

const isTaken = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'constraint' in error && error.constraint === 'shop_account';

/** What is asked of the table `shop`. Row-level security decides which rows exist for the caller. */
@Injectable()
export class ShopRepository {
  /** Throws ShopTakenError when the account is a shop of somebody else, whose row this caller cannot see. */
  async add(shop: Shop): Promise<void> {
    try {
      await currentTransaction().manager.insert(ShopEntity, shop);
    } catch (error) {
      if (isTaken(error)) throw new ShopTakenError();
      throw error;
    }
  }

  async update(shop: Shop): Promise<void> {
    await currentTransaction().manager.update(ShopEntity, { shopId: shop.shopId }, shop);
  }

  /** Throws ShopNotFoundError. */
  async get(shopId: ShopId): Promise<Shop> {
    const shop = await currentTransaction().manager.findOneBy(ShopEntity, { shopId });
    if (!shop) throw new ShopNotFoundError();
    return shop;
  }

  /**
   * Holds the shop until the transaction ends, which also puts its events in order, and lets pushes refer to it
   * meanwhile. Throws ShopNotFoundError.
   */
  async getForChange(shopId: ShopId): Promise<Shop> {
    const lock = { mode: 'for_no_key_update' } as const;
    const shop = await currentTransaction().manager.findOne(ShopEntity, { where: { shopId }, lock });
    if (!shop) throw new ShopNotFoundError();
    return shop;
  }

  /** The caller's shop of this account. */
  async findAccount({ marketplace, country, externalSellerId }: ShopAccount): Promise<Shop | undefined> {
    const where = { marketplace, country, externalSellerId };
    return (await currentTransaction().manager.findOneBy(ShopEntity, where)) ?? undefined;
  }

  /** Needs the operator's eyes: whose it is, is the question. A push that names no country fits one account only. */
  async findOwner(
    marketplace: Marketplace,
    externalSellerId: string,
    country: Country | null,
  ): Promise<ShopOwner | undefined> {
    const rows = await currentTransaction().query<{ shopId: ShopId; merchantId: MerchantId }>(
      `select shop_id as "shopId", merchant_id as "merchantId" from shop
        where marketplace = $1 and external_seller_id = $2 and ($3::text is null or country = $3) limit 2`,
      [marketplace, externalSellerId, country],
    );
    return rows.length === 1 ? rows[0] : undefined;
  }

  /** In the order they were connected; one row more than the limit, as `page` wants it. */
  list({ limit, after }: PageRequest): Promise<ListedShop[]> {
    return currentTransaction().query<ListedShop>(
      `select ${columns}, connected_at::text as "connectedAtText" from shop
        where $1::timestamptz is null or (connected_at, shop_id) > ($1::timestamptz, $2::uuid)
        order by connected_at, shop_id limit $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }
}
