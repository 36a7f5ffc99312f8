import { Injectable } from '@nestjs/common';
import type { MerchantId, ShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import { open, seal } from '../credentials/sealed-text.js';
import type { ShopCredential } from './shop-credential.js';
import { ShopKeyring } from './shop-keyring.js';

interface CredentialRow {
  readonly shopId: ShopId;
  readonly accessTokenSealed: string;
  readonly refreshTokenSealed: string;
  readonly expiresAt: Date;
  readonly refreshExpiresAt: Date;
  readonly refreshedAt: Date;
  readonly failedRefreshes: number;
  readonly nextRefreshAt: Date;
}

const select = `select shop_id as "shopId", access_token_sealed as "accessTokenSealed",
  refresh_token_sealed as "refreshTokenSealed", access_expires_at as "expiresAt",
  refresh_expires_at as "refreshExpiresAt", refreshed_at as "refreshedAt", failed_refreshes as "failedRefreshes",
  next_refresh_at as "nextRefreshAt" from shop_credential`;

const placeOf = (shopId: ShopId, which: 'access' | 'refresh'): string => `shop/${shopId}/${which}`;

/** The only place where the tokens of shops go into the database and come out of it, sealed in between. */
@Injectable()
export class ShopCredentialRepository {
  constructor(private readonly keyring: ShopKeyring) {}

  async save(credential: ShopCredential, merchantId: MerchantId): Promise<void> {
    const { shopId, accessToken, refreshToken } = credential;
    await currentTransaction().query(
      `insert into shop_credential (shop_id, merchant_id, access_token_sealed, refresh_token_sealed, access_expires_at,
                                    refresh_expires_at, refreshed_at, failed_refreshes, next_refresh_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (shop_id) do update set access_token_sealed = excluded.access_token_sealed,
         refresh_token_sealed = excluded.refresh_token_sealed, access_expires_at = excluded.access_expires_at,
         refresh_expires_at = excluded.refresh_expires_at, refreshed_at = excluded.refreshed_at,
         failed_refreshes = excluded.failed_refreshes, next_refresh_at = excluded.next_refresh_at`,
      [
        shopId,
        merchantId,
        seal(accessToken, placeOf(shopId, 'access'), this.keyring),
        seal(refreshToken, placeOf(shopId, 'refresh'), this.keyring),
        credential.expiresAt,
        credential.refreshExpiresAt,
        credential.refreshedAt,
        credential.failedRefreshes,
        credential.nextRefreshAt,
      ],
    );
  }

  async find(shopId: ShopId): Promise<ShopCredential | undefined> {
    const [row] = await currentTransaction().query<CredentialRow>(`${select} where shop_id = $1`, [shopId]);
    return row && this.toCredential(row);
  }

  /** Holds it until the transaction ends: nobody else refreshes or replaces it meanwhile. */
  async lock(shopId: ShopId): Promise<void> {
    await currentTransaction().query('select 1 from shop_credential where shop_id = $1 for update', [shopId]);
  }

  async remove(shopId: ShopId): Promise<void> {
    await currentTransaction().query('delete from shop_credential where shop_id = $1', [shopId]);
  }

  /** Shops whose tokens are due for a refresh, most urgent first. */
  async listDue(now: Date, limit: number): Promise<ShopId[]> {
    const rows = await currentTransaction().query<{ shopId: ShopId }>(
      `select shop_id as "shopId" from shop_credential where next_refresh_at <= $1 order by next_refresh_at limit $2`,
      [now, limit],
    );
    return rows.map(({ shopId }) => shopId);
  }

  private toCredential({ accessTokenSealed, refreshTokenSealed, ...facts }: CredentialRow): ShopCredential {
    return {
      ...facts,
      accessToken: open(accessTokenSealed, placeOf(facts.shopId, 'access'), this.keyring),
      refreshToken: open(refreshTokenSealed, placeOf(facts.shopId, 'refresh'), this.keyring),
    };
  }
}
