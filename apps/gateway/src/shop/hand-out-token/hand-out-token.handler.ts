import { Injectable } from '@nestjs/common';
import { Clock, type ShopId } from '@pinglu/kernel';
import { tokenFingerprint, Transactions, type ShopToken } from '@pinglu/platform';
import { MarketplaceApps } from '../marketplace-apps.js';
import { RefreshTokenHandler, type Needed, type RefreshOutcome } from '../refresh-token/refresh-token.handler.js';
import { endsSoon, isUsable } from '../shop-credential.js';
import { ShopCredentialRepository } from '../shop-credential.repository.js';
import { ShopIsDisconnectedError, ShopTokenExpiredError } from '../shop.errors.js';
import { ShopRepository } from '../shop.repository.js';

/** However often a token is said to be refused: a token this young is not exchanged again. */
const leastAgeMs = 5_000;

/** Gives a service the means to call the marketplace in a shop's name, refreshed first where need be. */
@Injectable()
export class HandOutTokenHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly shops: ShopRepository,
    private readonly credentials: ShopCredentialRepository,
    private readonly refreshToken: RefreshTokenHandler,
    private readonly apps: MarketplaceApps,
    private readonly clock: Clock,
  ) {}

  /**
   * @param refused the fingerprint of a token that the marketplace did not accept, if the caller met one
   * @throws ShopNotFoundError, ShopIsDisconnectedError, ShopTokenExpiredError (retryable)
   */
  async execute(shopId: ShopId, refused: string | undefined): Promise<ShopToken> {
    const needed: Needed = (credential, now) =>
      endsSoon(credential, now) ||
      (refused === tokenFingerprint(credential.accessToken) &&
        now.getTime() - credential.refreshedAt.getTime() >= leastAgeMs);
    const stored = await this.read(shopId);
    if (stored.kind === 'lost') throw new ShopIsDisconnectedError();
    const outcome = needed(stored.credential, this.clock.now())
      ? await this.refreshToken.execute(shopId, needed)
      : stored;
    if (outcome.kind === 'lost') throw new ShopIsDisconnectedError();
    const { shop, credential } = outcome;
    if (!isUsable(credential, this.clock.now())) throw new ShopTokenExpiredError();
    const { marketplace, country, externalSellerId } = shop;
    const { apiBaseUrl, appKey, appSecret } = this.apps.get(marketplace, country);
    const { accessToken, expiresAt } = credential;
    return { accessToken, expiresAt, marketplace, country, externalSellerId, apiBaseUrl, appKey, appSecret };
  }

  private read(shopId: ShopId): Promise<RefreshOutcome> {
    return this.transactions.run({ operator: true }, async () => {
      const shop = await this.shops.get(shopId);
      const credential = await this.credentials.find(shopId);
      return credential ? { kind: 'fresh', shop, credential } : { kind: 'lost' };
    });
  }
}
