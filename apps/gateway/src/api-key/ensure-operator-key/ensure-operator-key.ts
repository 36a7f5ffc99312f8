import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { scopesOfRole, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { GatewayConfig } from '../../config.js';
import { hashSecret, parseApiKey } from '../api-key.js';
import { ApiKeyRepository } from '../api-key.repository.js';

/** The first key of a deployment comes from its environment, because only a key can issue keys. Only its hash is kept. */
@Injectable()
export class EnsureOperatorKey implements OnApplicationBootstrap {
  constructor(
    private readonly transactions: Transactions,
    private readonly apiKeys: ApiKeyRepository,
    private readonly clock: Clock,
    @Inject(SERVICE_CONFIG) private readonly config: Pick<GatewayConfig, 'BOOTSTRAP_OPERATOR_KEY'>,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const credentials = parseApiKey(this.config.BOOTSTRAP_OPERATOR_KEY ?? '');
    if (!credentials) return;
    await this.transactions.run({ operator: true }, () =>
      this.apiKeys.ensure({
        apiKeyId: credentials.apiKeyId,
        merchantId: null,
        label: 'From the environment of the gateway',
        role: 'operator',
        scopes: scopesOfRole.operator,
        secretHash: hashSecret(credentials.secret),
        issuedAt: this.clock.now(),
        revokedAt: null,
        version: 1,
      }),
    );
  }
}
