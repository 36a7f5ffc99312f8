import type { Clock } from '@pinglu/kernel';
import type { Random } from '../../control/random.js';
import type { Account, Seller } from '../seller/seller.js';
import { ApiError } from '../protocol/api-error.js';

export interface Grant {
  readonly account: Account;
  readonly sellers: readonly Seller[];
  /** When the seller must click through the consent page again, in milliseconds. */
  readonly refreshUntil: number;
}

export interface TokenPair {
  readonly grant: Grant;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly accessUntil: number;
}

const MINUTE = 60_000;
const DAY_SECONDS = 86_400;
/** How long tokens live, by the state of the app. */
export const TOKEN_SECONDS = {
  online: { access: 30 * DAY_SECONDS, refresh: 180 * DAY_SECONDS },
  test: { access: 7 * DAY_SECONDS, refresh: 14 * DAY_SECONDS },
} as const;
const CODE_MS = 30 * MINUTE;

/**
 * Codes and tokens. A code works once within 30 minutes. A refresh gives an access token with its full life and a new
 * refresh token whose end stays where the first consent put it. The old access token lives on until it expires, the
 * old refresh token is taken once.
 */
export class TokenStore {
  private readonly codes = new Map<string, { account: Account; sellers: readonly Seller[]; until: number }>();
  private readonly access = new Map<string, TokenPair>();
  private readonly refreshes = new Map<string, Grant>();

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly settings: {
      readonly app: { readonly key: string };
      readonly appStatus: keyof typeof TOKEN_SECONDS;
    },
  ) {}

  get lifeSeconds(): { readonly access: number; readonly refresh: number } {
    return TOKEN_SECONDS[this.settings.appStatus];
  }

  issueCode(account: Account, sellers: readonly Seller[]): string {
    const code = `0_${this.settings.app.key}_${this.letters(24)}`;
    this.codes.set(code, { account, sellers, until: this.now() + CODE_MS });
    return code;
  }

  exchange(code: string): TokenPair {
    const issued = this.codes.get(code);
    this.codes.delete(code);
    if (!issued || issued.until < this.now()) {
      throw new ApiError('InvalidCode', 'Invalid authorization code');
    }
    const { account, sellers } = issued;
    return this.issue({ account, sellers, refreshUntil: this.now() + this.lifeSeconds.refresh * 1000 });
  }

  refresh(refreshToken: string): TokenPair {
    const grant = this.refreshes.get(refreshToken);
    this.refreshes.delete(refreshToken);
    if (!grant || grant.refreshUntil < this.now()) {
      throw new ApiError('IllegalRefreshToken', 'The specified refresh token is invalid or expired');
    }
    return this.issue(grant);
  }

  /** The grant of an access token that still lives. */
  find(accessToken: string): Grant | undefined {
    const pair = this.access.get(accessToken);
    return pair && pair.accessUntil > this.now() ? pair.grant : undefined;
  }

  /** Lets every access token die at once, as when a seller changes the password. Answers how many died. */
  killAll(): number {
    const killed = this.access.size;
    this.access.clear();
    return killed;
  }

  /** Shops whose newest access token ends within `ms`, with the instant of that end. */
  expiringWithin(ms: number): { seller: Seller; until: number }[] {
    const newest = new Map<Seller, number>();
    for (const pair of this.access.values()) {
      for (const seller of pair.grant.sellers) {
        newest.set(seller, Math.max(newest.get(seller) ?? 0, pair.accessUntil));
      }
    }
    const now = this.now();
    return [...newest]
      .filter(([, until]) => until > now && until - now <= ms)
      .map(([seller, until]) => ({ seller, until }));
  }

  isAuthorised(seller: Seller): boolean {
    const now = this.now();
    return [...this.access.values()].some((pair) => pair.accessUntil > now && pair.grant.sellers.includes(seller));
  }

  private issue(grant: Grant): TokenPair {
    const pair: TokenPair = {
      grant,
      accessToken: `50000${this.settings.app.key}${this.letters(48)}`,
      refreshToken: `50001${this.settings.app.key}${this.letters(48)}`,
      accessUntil: this.now() + this.lifeSeconds.access * 1000,
    };
    this.access.set(pair.accessToken, pair);
    this.refreshes.set(pair.refreshToken, grant);
    return pair;
  }

  private now(): number {
    return this.clock.now().getTime();
  }

  private letters(count: number): string {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    return Array.from({ length: count }, () => alphabet[Math.floor(this.random() * alphabet.length)]).join('');
  }
}
