import { Inject, Injectable } from '@nestjs/common';
import { Clock, newId, type ShopId } from '@pinglu/kernel';
import {
  ContractViolationError,
  MarketplaceError,
  OutcomeUnknownError,
  type Authorization as Consent,
} from '@pinglu/marketplace';
import { SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import { AuditLog } from '../../audit/audit-log.js';
import type { GatewayConfig } from '../../config.js';
import { AuthorizationRepository, type Authorization } from '../authorize-shop/authorization.repository.js';
import { readState, stateKey } from '../authorize-shop/authorization-state.js';
import { freshCredential, sharedCredential } from '../shop-credential.js';
import { MarketplaceApps } from '../marketplace-apps.js';
import { connectShop, reconnectShop, type Country, type Shop, type ShopAccount } from '../shop.js';
import { ShopCredentialRepository } from '../shop-credential.repository.js';
import {
  AuthorizationStateInvalidError,
  ConsentForAnotherCountryError,
  ConsentRefusedError,
  MarketplaceUnreachableError,
} from '../shop.errors.js';
import { ShopEvents } from '../shop.events.js';
import { ShopRepository } from '../shop.repository.js';

/** The seller comes back with a code: the authorization is used up, the code becomes tokens, the account a shop. */
@Injectable()
export class ConnectShopHandler {
  private readonly key: Buffer;

  constructor(
    private readonly transactions: Transactions,
    private readonly authorizations: AuthorizationRepository,
    private readonly apps: MarketplaceApps,
    private readonly shops: ShopRepository,
    private readonly credentials: ShopCredentialRepository,
    private readonly events: ShopEvents,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @Inject(SERVICE_CONFIG) config: Pick<GatewayConfig, 'INTERNAL_SERVICE_SECRET'>,
  ) {
    this.key = stateKey(config.INTERNAL_SERVICE_SECRET);
  }

  /**
   * @param callback what the marketplace sent the seller back with
   * @returns the shop of the country that was asked for, or another one when the consent has none there
   */
  async execute({ code, ...callback }: Callback, state: string): Promise<Shop> {
    // In a transaction of its own: whatever becomes of the code, this state is used.
    const authorization = await this.takeAuthorization(state);
    const { marketplace, country } = authorization;
    const { auth, seller } = this.apps.get(marketplace, country).adapter;
    const consent = await told(() => auth.exchangeCode(code, callback));
    const { accessToken, crossBorder } = consent;
    const shops: Shop[] = [];
    for (const { externalSellerId, ...account } of shopsOf(consent, country)) {
      const access = { accessToken, externalSellerId, country: account.country };
      const { name, ...facts } = await told(() => seller.get(access));
      const known = { marketplace, ...account, externalSellerId, name, crossBorder: crossBorder || facts.crossBorder };
      shops.push(await this.store(authorization, known, consent));
    }
    const connected = shops.find((shop) => shop.country === country) ?? shops[0];
    if (!connected) throw new ConsentForAnotherCountryError(country);
    return connected;
  }

  private async takeAuthorization(text: string): Promise<Authorization> {
    const state = readState(text, this.key);
    if (!state) throw new AuthorizationStateInvalidError();
    const { authorizationId, merchantId } = state;
    const taken = await this.transactions.run({ merchants: [merchantId] }, () =>
      this.authorizations.take(authorizationId, this.clock.now()),
    );
    if (!taken) throw new AuthorizationStateInvalidError();
    return taken;
  }

  private store(authorization: Authorization, account: ShopAccount, consent: Consent): Promise<Shop> {
    const { merchantId, requestedBy, requestedByRole } = authorization;
    return this.transactions.run({ merchants: [merchantId] }, async () => {
      const now = this.clock.now();
      const known = await this.shops.findAccount(account);
      const shop = known
        ? await this.reconnect(known.shopId, account, now)
        : await this.connect(authorization, account, now);
      const credential = consent.pairPerAccount ? sharedCredential : freshCredential;
      await this.credentials.save(credential(shop.shopId, consent, now), merchantId);
      await this.events.publish('com.pinglu.shops.shop_connected.v1', shop);
      const actor = { subject: requestedBy, role: requestedByRole, merchantId, scopes: [] };
      const { marketplace, country } = account;
      const details = { marketplace, country, version: shop.version };
      await this.audit.record(actor, { action: 'shop.connected', merchantId, targetId: shop.shopId, details });
      return shop;
    });
  }

  private async connect({ merchantId }: Authorization, account: ShopAccount, now: Date): Promise<Shop> {
    const shop = connectShop({ shopId: newId<ShopId>(now.getTime()), merchantId, account, now });
    await this.shops.add(shop);
    return shop;
  }

  private async reconnect(shopId: ShopId, account: ShopAccount, now: Date): Promise<Shop> {
    // The credential first, then the shop: the same order in which a refresh takes them.
    await this.credentials.lock(shopId);
    const shop = reconnectShop(await this.shops.getForChange(shopId), account, now);
    await this.shops.update(shop);
    return shop;
  }
}

export interface Callback {
  readonly code: string;
  readonly shop_id?: string;
  readonly main_account_id?: string;
}

/**
 * A consent that was asked for one country opens that country's shop. Where the seller chooses shops on the marketplace's
 * own page, all that were chosen are meant.
 */
function shopsOf({ accounts, pairPerAccount }: Consent, asked: Country) {
  return accounts.flatMap(({ kind, country, externalSellerId }) =>
    kind === 'shop' && country !== null && (pairPerAccount || country === asked) ? [{ country, externalSellerId }] : [],
  );
}

/** The marketplace's errors in words for the seller who waits in front of a browser. */
async function told<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof MarketplaceError)) throw error;
    const again = error.retryable || error instanceof OutcomeUnknownError || error instanceof ContractViolationError;
    throw again ? new MarketplaceUnreachableError(error) : new ConsentRefusedError(error);
  }
}
