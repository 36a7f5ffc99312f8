import { Inject, Injectable } from '@nestjs/common';
import { Clock, type ApiKeyId } from '@pinglu/kernel';
import { SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { GatewayConfig } from '../config.js';
import { ApiKeyRepository, type KnownApiKey } from './api-key.repository.js';

const maxKeys = 10_000;

/**
 * Keys that were looked up a moment ago, so that a burst of calls is one look-up. For at most API_KEY_CACHE_MS another
 * process may still let in a key that was revoked, or whose merchant was suspended, in this one.
 */
@Injectable()
export class KnownKeys {
  private readonly cache = new Map<ApiKeyId, { readonly key: KnownApiKey; readonly untilMs: number }>();

  constructor(
    private readonly transactions: Transactions,
    private readonly apiKeys: ApiKeyRepository,
    private readonly clock: Clock,
    @Inject(SERVICE_CONFIG) private readonly config: Pick<GatewayConfig, 'API_KEY_CACHE_MS'>,
  ) {}

  async find(apiKeyId: ApiKeyId): Promise<KnownApiKey | undefined> {
    const nowMs = this.clock.now().getTime();
    const cached = this.cache.get(apiKeyId);
    if (cached && nowMs < cached.untilMs) return cached.key;
    this.cache.delete(apiKeyId);
    const key = await this.transactions.run({}, () => this.apiKeys.findForAuthentication(apiKeyId));
    // Unknown ids are not kept: anybody can make them up.
    if (key) this.remember(key, nowMs + this.config.API_KEY_CACHE_MS);
    return key;
  }

  forget(apiKeyId: ApiKeyId): void {
    this.cache.delete(apiKeyId);
  }

  /** After a change that touches many keys, such as a suspension. */
  forgetAll(): void {
    this.cache.clear();
  }

  private remember(key: KnownApiKey, untilMs: number): void {
    this.cache.set(key.apiKeyId, { key, untilMs });
    if (this.cache.size <= maxKeys) return;
    const oldest = this.cache.keys().next();
    if (!oldest.done) this.cache.delete(oldest.value);
  }
}
