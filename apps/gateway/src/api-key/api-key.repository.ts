import { Injectable } from '@nestjs/common';
import type { ApiKeyId, MerchantId } from '@pinglu/kernel';
import { currentTransaction, type PageRequest, type Role, type Scope } from '@pinglu/platform';
import type { MerchantStatus } from '../merchant/merchant.js';
import { ApiKeyEntity } from './api-key.entity.js';
import { ApiKeyNotFoundError } from './api-key.errors.js';
import type { ApiKey } from './api-key.js';

export type ListedApiKey = Omit<ApiKey, 'secretHash'> & { readonly issuedAtText: string };

/** What is needed to decide whether a key is let in. */
export interface KnownApiKey {
  readonly apiKeyId: ApiKeyId;
  readonly merchantId: MerchantId | null;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly secretHash: Buffer;
  /** Null for an operator's key. */
  readonly merchantStatus: MerchantStatus | null;
}

@Injectable()
export class ApiKeyRepository {
  async add(apiKey: ApiKey): Promise<void> {
    await currentTransaction().manager.insert(ApiKeyEntity, { ...apiKey, scopes: [...apiKey.scopes] });
  }

  /** Writes an operator's key, or gives it this secret again. A key that was revoked stays revoked. */
  async ensure({ apiKeyId, label, role, scopes, secretHash, issuedAt }: ApiKey): Promise<void> {
    await currentTransaction().query(
      `insert into api_key (api_key_id, merchant_id, label, role, scopes, secret_hash, issued_at, version)
       values ($1, null, $2, $3, $4, $5, $6, 1)
       on conflict (api_key_id) do update set scopes = excluded.scopes, secret_hash = excluded.secret_hash
         where api_key.role = 'operator'`,
      [apiKeyId, label, role, scopes, secretHash, issuedAt],
    );
  }

  /** Unrevoked key by id, whosever it is: see the migration for why this may look past row-level security. */
  async findForAuthentication(apiKeyId: ApiKeyId): Promise<KnownApiKey | undefined> {
    const rows = await currentTransaction().query<KnownApiKey>(
      `select api_key_id as "apiKeyId", merchant_id as "merchantId", role, scopes, secret_hash as "secretHash",
              merchant_status as "merchantStatus"
         from find_api_key($1)`,
      [apiKeyId],
    );
    return rows[0];
  }

  /** Throws ApiKeyNotFoundError. */
  async getForChange(merchantId: MerchantId, apiKeyId: ApiKeyId): Promise<ApiKey> {
    const apiKey = await currentTransaction().manager.findOne(ApiKeyEntity, {
      where: { merchantId, apiKeyId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!apiKey) throw new ApiKeyNotFoundError();
    return apiKey;
  }

  async revoke({ apiKeyId, version }: ApiKey, revokedAt: Date): Promise<void> {
    await currentTransaction().manager.update(ApiKeyEntity, { apiKeyId }, { revokedAt, version: version + 1 });
  }

  /** Oldest first, revoked ones too; one row more than the limit, as `page` wants it. */
  list(merchantId: MerchantId, { limit, after }: PageRequest): Promise<ListedApiKey[]> {
    return currentTransaction().query<ListedApiKey>(
      `select api_key_id as "apiKeyId", merchant_id as "merchantId", label, role, scopes, issued_at as "issuedAt",
              revoked_at as "revokedAt", version, issued_at::text as "issuedAtText"
         from api_key
        where merchant_id = $1 and ($2::timestamptz is null or (issued_at, api_key_id) > ($2::timestamptz, $3::uuid))
        order by issued_at, api_key_id
        limit $4`,
      [merchantId, after?.at ?? null, after?.id ?? null, limit + 1],
    );
  }
}
