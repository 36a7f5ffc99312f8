import { Injectable } from '@nestjs/common';
import { Clock, type ShopId } from '@pinglu/kernel';
import { AuthExpiredError } from '@pinglu/marketplace';
import { Logger, Transactions } from '@pinglu/platform';
import { MarketplaceApps } from '../marketplace-apps.js';
import { disconnectShop, type DisconnectReason, type Shop } from '../shop.js';
import { freshCredential, refreshFailed, type ShopCredential } from '../shop-credential.js';
import { ShopCredentialRepository } from '../shop-credential.repository.js';
import { ShopEvents } from '../shop.events.js';
import { ShopRepository } from '../shop.repository.js';

/** `lost`: there are no tokens (any more), the shop is disconnected. `failed`: not this time; what there is may do. */
export type RefreshOutcome =
  | { readonly kind: 'fresh' | 'failed'; readonly shop: Shop; readonly credential: ShopCredential }
  | { readonly kind: 'lost' };

export type Needed = (credential: ShopCredential, now: Date) => boolean;

/**
 * Exchanges the tokens of a shop for new ones, one at a time per shop. The credential's row is held while the
 * marketplace is asked: a marketplace takes a refresh token once, and two processes must not use the same one. Callers
 * in this process share one attempt, so that a crowd of them does not hold a crowd of connections.
 */
@Injectable()
export class RefreshTokenHandler {
  private readonly running = new Map<ShopId, Promise<RefreshOutcome>>();

  constructor(
    private readonly transactions: Transactions,
    private readonly shops: ShopRepository,
    private readonly credentials: ShopCredentialRepository,
    private readonly apps: MarketplaceApps,
    private readonly events: ShopEvents,
    private readonly logger: Logger,
    private readonly clock: Clock,
  ) {}

  /** @param needed asked again under the lock: another may have refreshed meanwhile */
  execute(shopId: ShopId, needed: Needed): Promise<RefreshOutcome> {
    const running = this.running.get(shopId) ?? this.refresh(shopId, needed).finally(() => this.running.delete(shopId));
    this.running.set(shopId, running);
    return running;
  }

  private refresh(shopId: ShopId, needed: Needed): Promise<RefreshOutcome> {
    return this.transactions.run({ operator: true }, async () => {
      await this.credentials.lock(shopId);
      const credential = await this.credentials.find(shopId);
      if (!credential) return { kind: 'lost' };
      const shop = await this.shops.get(shopId);
      const now = this.clock.now();
      if (!needed(credential, now)) return { kind: 'fresh', shop, credential };
      if (now >= credential.refreshExpiresAt) return this.disconnect(shop, 'refresh-token-expired');
      return this.exchange(shop, credential);
    });
  }

  private async exchange(shop: Shop, credential: ShopCredential): Promise<RefreshOutcome> {
    const { shopId, merchantId, marketplace, country, externalSellerId } = shop;
    try {
      const { auth } = this.apps.get(marketplace, country).adapter;
      const pair = await auth.refresh(credential.refreshToken, { kind: 'shop', externalSellerId });
      const fresh = freshCredential(shopId, pair, this.clock.now());
      await this.credentials.save(fresh, merchantId);
      return { kind: 'fresh', shop, credential: fresh };
    } catch (error) {
      if (error instanceof AuthExpiredError) return this.disconnect(shop, 'refresh-token-refused');
      const failed = refreshFailed(credential, this.clock.now());
      const { failedRefreshes, nextRefreshAt } = failed;
      this.logger.warn('The tokens of a shop could not be refreshed.', {
        shopId,
        failedRefreshes,
        nextRefreshAt,
        error,
      });
      await this.credentials.save(failed, merchantId);
      return { kind: 'failed', shop, credential: failed };
    }
  }

  private async disconnect({ shopId }: Shop, because: DisconnectReason): Promise<RefreshOutcome> {
    const shop = disconnectShop(await this.shops.getForChange(shopId), because);
    await this.shops.update(shop);
    await this.credentials.remove(shopId);
    await this.events.publish('com.pinglu.shops.shop_disconnected.v1', shop);
    this.logger.warn('A shop is disconnected: its merchant must connect it again.', { shopId, because });
    return { kind: 'lost' };
  }
}
