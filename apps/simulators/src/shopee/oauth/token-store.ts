import type { Random } from '../../control/random.js';
import { ApiError } from '../protocol/api-error.js';
import type { AuthorizationBook } from './authorization-book.js';
import { keyOf, type Consent, type Subject, type SubjectKind } from './subject.js';

const MINUTE = 60_000;
export const ACCESS_SECONDS = 4 * 3600;
const REFRESH_MS = 30 * 86_400_000;
const CODE_MS = 10 * MINUTE;
const GRACE_MS = 5 * MINUTE;

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

interface AccessToken {
  readonly partnerId: number;
  /** When it ends, for each subject by its own: a refresh shortens it for one of several. */
  readonly until: Map<string, number>;
}

interface RefreshToken {
  readonly partnerId: number;
  readonly untilMs: number;
  readonly accessToken: string;
  readonly owners: ReadonlySet<string>;
  /** Subjects that have not used it yet; it works once for each. */
  readonly open: Set<string>;
  readonly spent: Map<string, { readonly pair: TokenPair; readonly atMs: number }>;
}

const EXPIRED_NAMES: Readonly<Record<SubjectKind, string>> = {
  shop: 'shop_access_expired',
  merchant: 'merchant_access_expired',
  user: 'error_user_refresh_token',
};

/**
 * Codes and tokens. A code works once within ten minutes. An access token lives four hours, a refresh token thirty days
 * and works once for each subject; a refresh lets the old access token of that subject die five minutes later.
 */
export class TokenStore {
  private readonly codes = new Map<string, { readonly consent: Consent; readonly untilMs: number }>();
  private readonly access = new Map<string, AccessToken>();
  private readonly refreshes = new Map<string, RefreshToken>();

  constructor(
    private readonly parts: {
      readonly nowMs: () => number;
      readonly random: Random;
      readonly authorizations: AuthorizationBook;
      /** How long a spent refresh token gives the same new pair again. */
      readonly replayMs: number;
    },
  ) {}

  issueCode(consent: Consent): string {
    const code = this.hex(32);
    this.codes.set(code, { consent, untilMs: this.parts.nowMs() + CODE_MS });
    const { partnerId, days, account } = consent;
    for (const subject of consent.subjects)
      this.parts.authorizations.grant(partnerId, subject, { days, mainAccountId: account.mainAccountId });
    return code;
  }

  /** The consent behind a code, which is spent by this. */
  exchange(code: string, partnerId: number, check: (consent: Consent) => void): { consent: Consent; pair: TokenPair } {
    const issued = this.codes.get(code);
    if (!issued || issued.untilMs < this.parts.nowMs() || issued.consent.partnerId !== partnerId)
      throw new ApiError('invalid_code', 'Invalid code, please have a check.');
    const { consent } = issued;
    check(consent);
    this.codes.delete(code);
    for (const subject of consent.subjects) this.forget(partnerId, subject);
    return { consent, pair: this.issue(partnerId, consent.subjects.map(keyOf)) };
  }

  refresh(token: string, partnerId: number, subject: Subject): TokenPair {
    const found = this.refreshes.get(token);
    const key = keyOf(subject);
    const now = this.parts.nowMs();
    const replayed = found?.spent.get(key);
    if (replayed && now - replayed.atMs < this.parts.replayMs) return replayed.pair;
    const authorization = this.parts.authorizations.find(partnerId, subject);
    if (!found || found.partnerId !== partnerId) throw new ApiError('error_auth', 'Invalid refresh_token.');
    if (!found.owners.has(key)) throw refreshOfOther(subject);
    if (!authorization) throw notLinked(subject.kind);
    if (authorization.untilMs <= now)
      throw new ApiError(EXPIRED_NAMES[subject.kind], `The authorization of the ${subject.kind} has expired.`);
    if (!found.open.has(key)) throw new ApiError('error_auth', 'Invalid refresh_token.');
    if (found.untilMs < now) throw new ApiError('refresh_token_expired', 'Your refresh_token expired.');
    found.open.delete(key);
    const old = this.access.get(found.accessToken);
    const oldUntil = old?.until.get(key);
    if (old && oldUntil !== undefined) old.until.set(key, Math.min(oldUntil, now + GRACE_MS));
    const pair = this.issue(partnerId, [key]);
    found.spent.set(key, { pair, atMs: now });
    return pair;
  }

  /** Whether this token lets the app act for the subject now. */
  isValid(accessToken: string, partnerId: number, subject: Subject): boolean {
    const found = this.access.get(accessToken);
    const until = found?.partnerId === partnerId ? found.until.get(keyOf(subject)) : undefined;
    return until !== undefined && until > this.parts.nowMs();
  }

  /** Whether it once was a token of this subject, however long ago. */
  isKnown(accessToken: string, partnerId: number, subject: Subject): boolean {
    const found = this.access.get(accessToken);
    return found?.partnerId === partnerId && found.until.has(keyOf(subject));
  }

  /** Every token of a subject ends: it was authorised anew, or no longer. */
  forget(partnerId: number, subject: Subject): void {
    const key = keyOf(subject);
    for (const one of this.access.values()) {
      if (one.partnerId === partnerId && one.until.has(key)) one.until.set(key, 0);
    }
    for (const one of this.refreshes.values()) if (one.partnerId === partnerId) one.open.delete(key);
  }

  private issue(partnerId: number, keys: readonly string[]): TokenPair {
    const now = this.parts.nowMs();
    const pair = { accessToken: this.hex(36), refreshToken: this.hex(36) };
    const until = now + ACCESS_SECONDS * 1000;
    this.access.set(pair.accessToken, { partnerId, until: new Map(keys.map((key) => [key, until])) });
    this.refreshes.set(pair.refreshToken, {
      partnerId,
      untilMs: now + REFRESH_MS,
      accessToken: pair.accessToken,
      owners: new Set(keys),
      open: new Set(keys),
      spent: new Map(),
    });
    return pair;
  }

  private hex(length: number): string {
    return Array.from({ length }, () => Math.floor(this.parts.random() * 16).toString(16)).join('');
  }
}

/** The refresh token is known, but was never this subject's. */
const refreshOfOther = (subject: Subject): ApiError =>
  new ApiError(`error_${subject.kind}_refresh_token`, `Your refresh_token does not match the ${subject.kind}_id.`);

export const notLinked = (kind: SubjectKind): ApiError =>
  new ApiError(`${kind}_no_linked`, `The partner and the ${kind} are not linked.`);
