import { Injectable } from '@nestjs/common';
import { Clock, type ApiKeyId, type MerchantId } from '@pinglu/kernel';
import { currentTransaction, Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { AuditLog } from '../../audit/audit-log.js';
import { KnownKeys } from '../known-keys.js';
import { ApiKeyAlreadyRevokedError } from '../api-key.errors.js';
import { ApiKeyRepository } from '../api-key.repository.js';

@Injectable()
export class RevokeApiKeyHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly apiKeys: ApiKeyRepository,
    private readonly audit: AuditLog,
    private readonly knownKeys: KnownKeys,
    private readonly clock: Clock,
  ) {}

  execute({ merchantId, apiKeyId }: { merchantId: MerchantId; apiKeyId: ApiKeyId }, caller: Principal): Promise<void> {
    return this.transactions.run(visibleTo(caller), async () => {
      const apiKey = await this.apiKeys.getForChange(merchantId, apiKeyId);
      if (apiKey.revokedAt !== null) throw new ApiKeyAlreadyRevokedError();
      await this.apiKeys.revoke(apiKey, this.clock.now());
      await this.audit.record(caller, { action: 'api-key.revoked', merchantId, targetId: apiKeyId });
      currentTransaction().afterCommit(() => this.knownKeys.forget(apiKeyId));
    });
  }
}
