import { createHash } from 'node:crypto';
import type { Clock } from '@pinglu/kernel';
import { ServiceTokenSigner } from './service-token.js';
import { ShopDisconnectedError, ShopTokenUnavailableError, ShopUnknownError } from './shop-token.errors.js';

/** All that a call to the marketplace on behalf of a shop needs. Never to be logged or stored. */
export interface ShopToken {
  readonly accessToken: string;
  readonly expiresAt: Date;
  readonly marketplace: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** The marketplace's id of the seller, which some want in every call. */
  readonly externalSellerId: string;
  readonly apiBaseUrl: string;
  readonly appKey: string;
  readonly appSecret: string;
}

export interface ShopTokensOptions {
  /** The name of the calling service, as in `apps/`. */
  readonly service: string;
  /** Of the gateway, such as `http://127.0.0.1:8080`. */
  readonly gatewayUrl: string;
  /** `INTERNAL_SERVICE_SECRET`: base64 of 32 bytes. */
  readonly secret: string;
  readonly clock: Clock;
  /** 10 s when left out: the gateway may have to refresh the token first. */
  readonly timeoutMs?: number;
}

/** How long before its end a token is not handed out any more, so that no call outlives it. */
const marginMs = 60_000;

/** What the gateway is told of a token that a marketplace refused: which one it was, not the token itself. */
export const tokenFingerprint = (accessToken: string): string =>
  createHash('sha256').update(accessToken).digest('base64url').slice(0, 22);

/**
 * Where services get the access tokens of shops: from the gateway, the only one that stores and refreshes them. A token
 * is kept until 60 s before its end; callers that ask at once share one question.
 */
export class ShopTokens {
  private readonly signer: ServiceTokenSigner;
  private readonly known = new Map<string, ShopToken>();
  private readonly asking = new Map<string, Promise<ShopToken>>();
  private readonly refused = new Map<string, string>();

  constructor(private readonly options: ShopTokensOptions) {
    this.signer = new ServiceTokenSigner(options.service, options.secret, options.clock);
  }

  /**
   * @throws ShopUnknownError the gateway knows no such shop
   * @throws ShopDisconnectedError the merchant must connect the shop again
   * @throws ShopTokenUnavailableError for now (retryable)
   */
  async get(shopId: string): Promise<ShopToken> {
    const known = this.known.get(shopId);
    if (known && this.options.clock.now().getTime() < known.expiresAt.getTime() - marginMs) return known;
    this.known.delete(shopId);
    const asking = this.asking.get(shopId) ?? this.ask(shopId).finally(() => this.asking.delete(shopId));
    this.asking.set(shopId, asking);
    return asking;
  }

  /**
   * To be called when the marketplace refused the token: it is forgotten, and the gateway refreshes it when next asked.
   * @param accessToken the one that was refused; when a newer one is known already, nothing happens
   */
  invalidate(shopId: string, accessToken?: string): void {
    const known = this.known.get(shopId);
    if (known && accessToken !== undefined && known.accessToken !== accessToken) return;
    if (known) this.refused.set(shopId, tokenFingerprint(known.accessToken));
    this.known.delete(shopId);
  }

  private async ask(shopId: string): Promise<ShopToken> {
    const refused = this.refused.get(shopId);
    const url = new URL(`/internal/v1/shops/${encodeURIComponent(shopId)}/token`, this.options.gatewayUrl);
    if (refused !== undefined) url.searchParams.set('refused', refused);
    const response = await this.call(shopId, url);
    if (response.status === 404) throw new ShopUnknownError(shopId);
    if (response.status === 409) throw new ShopDisconnectedError(shopId);
    if (response.status !== 200) throw new ShopTokenUnavailableError(shopId, { status: response.status });
    const token = toToken(shopId, await response.json());
    this.refused.delete(shopId);
    this.known.set(shopId, token);
    return token;
  }

  private async call(shopId: string, url: URL): Promise<Response> {
    const { timeoutMs = 10_000 } = this.options;
    try {
      return await fetch(url, {
        headers: { authorization: `Bearer ${await this.signer.sign('gateway')}`, accept: 'application/json' },
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
      });
    } catch (cause) {
      throw new ShopTokenUnavailableError(shopId, { cause });
    }
  }
}

const texts = [
  'accessToken',
  'expiresAt',
  'marketplace',
  'country',
  'externalSellerId',
  'apiBaseUrl',
  'appKey',
  'appSecret',
] as const;

function toToken(shopId: string, body: unknown): ShopToken {
  if (typeof body !== 'object' || body === null) throw new ShopTokenUnavailableError(shopId, {});
  const fields = body as Partial<Record<(typeof texts)[number], unknown>>;
  const entries = texts.map((name) => {
    const value = fields[name];
    if (typeof value !== 'string') throw new ShopTokenUnavailableError(shopId, {});
    return [name, value] as const;
  });
  const token = Object.fromEntries(entries) as Record<(typeof texts)[number], string>;
  return { ...token, expiresAt: new Date(token.expiresAt) };
}
