import { Injectable } from '@nestjs/common';
import type { MerchantId } from '@pinglu/kernel';
import { currentTransaction, type Role } from '@pinglu/platform';
import type { Country, Marketplace } from '../shop.js';

/** A consent that was asked for and has not come back yet. */
export interface Authorization {
  readonly authorizationId: string;
  readonly merchantId: MerchantId;
  readonly marketplace: Marketplace;
  readonly country: Country;
  readonly requestedBy: string;
  readonly requestedByRole: Role;
  readonly expiresAt: Date;
}

@Injectable()
export class AuthorizationRepository {
  async add(authorization: Authorization): Promise<void> {
    const { authorizationId, merchantId, marketplace, country, requestedBy, requestedByRole, expiresAt } =
      authorization;
    await currentTransaction().query(
      `insert into shop_authorization (shop_authorization_id, merchant_id, marketplace, country, requested_by,
                                       requested_by_role, expires_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [authorizationId, merchantId, marketplace, country, requestedBy, requestedByRole, expiresAt],
    );
  }

  /** Takes it away, so that nobody can use it a second time. Undefined when it was used, is too old, or never was. */
  async take(authorizationId: string, now: Date): Promise<Authorization | undefined> {
    const [row] = await currentTransaction().query<Authorization>(
      `delete from shop_authorization where shop_authorization_id = $1
       returning shop_authorization_id as "authorizationId", merchant_id as "merchantId", marketplace, country,
                 requested_by as "requestedBy", requested_by_role as "requestedByRole", expires_at as "expiresAt"`,
      [authorizationId],
    );
    return row && now < row.expiresAt ? row : undefined;
  }

  /** Those nobody came back with. */
  async forgetExpired(now: Date): Promise<void> {
    await currentTransaction().query('delete from shop_authorization where expires_at <= $1', [now]);
  }
}
