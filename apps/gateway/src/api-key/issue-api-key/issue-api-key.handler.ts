import { Injectable } from '@nestjs/common';
import { Clock, type MerchantId } from '@pinglu/kernel';
import { Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { AuditLog } from '../../audit/audit-log.js';
import { MerchantRepository } from '../../merchant/merchant.repository.js';
import { formatApiKey, grantableScopes, hashSecret, newCredentials, type ApiKey } from '../api-key.js';
import { ApiKeyRepository } from '../api-key.repository.js';
import type { IssueApiKeyCommand } from './issue-api-key.command.js';

export interface IssuedApiKey {
  readonly apiKey: ApiKey;
  /** The only copy there is. */
  readonly secret: string;
}

@Injectable()
export class IssueApiKeyHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly merchants: MerchantRepository,
    private readonly apiKeys: ApiKeyRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  execute(merchantId: MerchantId, command: IssueApiKeyCommand, caller: Principal): Promise<IssuedApiKey> {
    return this.transactions.run(visibleTo(caller), async () => {
      await this.merchants.get(merchantId);
      const { label, role } = command;
      const scopes = grantableScopes(command, caller);
      const issuedAt = this.clock.now();
      const credentials = newCredentials(issuedAt);
      const { apiKeyId } = credentials;
      const secretHash = hashSecret(credentials.secret);
      const apiKey: ApiKey = {
        apiKeyId,
        merchantId,
        label,
        role,
        scopes,
        secretHash,
        issuedAt,
        revokedAt: null,
        version: 1,
      };
      await this.apiKeys.add(apiKey);
      await this.audit.record(caller, {
        action: 'api-key.issued',
        merchantId,
        targetId: apiKeyId,
        details: { role, scopes },
      });
      return { apiKey, secret: formatApiKey(credentials) };
    });
  }
}
