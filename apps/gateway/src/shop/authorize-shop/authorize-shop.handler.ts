import { Inject, Injectable } from '@nestjs/common';
import { Clock, newId, parseMerchantId, type MerchantId } from '@pinglu/kernel';
import { SERVICE_CONFIG, Transactions, visibleTo, type Principal } from '@pinglu/platform';
import type { GatewayConfig } from '../../config.js';
import { MerchantRepository } from '../../merchant/merchant.repository.js';
import { MarketplaceApps } from '../marketplace-apps.js';
import { ShopMerchantMissingError } from '../shop.errors.js';
import { callbackUrl } from './callback-url.js';
import { AuthorizationRepository } from './authorization.repository.js';
import { AuthorizationResponse } from './authorization.response.js';
import { signState, stateKey } from './authorization-state.js';
import type { AuthorizeShopCommand } from './authorize-shop.command.js';

/** As long as a marketplace's code lives. */
const lifetimeMs = 1_800_000;

@Injectable()
export class AuthorizeShopHandler {
  private readonly key: Buffer;

  constructor(
    private readonly transactions: Transactions,
    private readonly merchants: MerchantRepository,
    private readonly authorizations: AuthorizationRepository,
    private readonly apps: MarketplaceApps,
    private readonly clock: Clock,
    @Inject(SERVICE_CONFIG) private readonly config: Pick<GatewayConfig, 'INTERNAL_SERVICE_SECRET' | 'PUBLIC_URL'>,
  ) {
    this.key = stateKey(config.INTERNAL_SERVICE_SECRET);
  }

  async execute(command: AuthorizeShopCommand, caller: Principal): Promise<AuthorizationResponse> {
    const { marketplace, country } = command;
    const { auth } = this.apps.get(marketplace, country).adapter;
    const merchantId = merchantOf(command, caller);
    const authorizationId = newId();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + lifetimeMs);
    const { subject: requestedBy, role: requestedByRole } = caller;
    await this.transactions.run(visibleTo(caller), async () => {
      await this.merchants.get(merchantId);
      await this.authorizations.forgetExpired(now);
      const authorization = {
        authorizationId,
        merchantId,
        marketplace,
        country,
        requestedBy,
        requestedByRole,
        expiresAt,
      };
      await this.authorizations.add(authorization);
    });
    const state = signState({ authorizationId, merchantId }, this.key);
    const url = auth.authorizeUrl({ redirectUri: callbackUrl(this.config), state, country });
    return new AuthorizationResponse(url, expiresAt);
  }
}

/** A merchant may name itself; a name that is not its own leads to "no such merchant". */
function merchantOf({ merchantId }: AuthorizeShopCommand, caller: Principal): MerchantId {
  if (merchantId !== undefined) return parseMerchantId(merchantId);
  if (caller.merchantId === null) throw new ShopMerchantMissingError();
  return caller.merchantId;
}
