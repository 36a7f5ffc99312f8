import { fullBucket, takeToken, type BucketState } from '@pinglu/kernel';
import { BanBook, type Ban } from '../../control/ban-book.js';
import { ApiError } from './api-error.js';

/** What the platform allows; the control door may change it while the world runs. 0 is without limit. */
export interface LimitRules {
  /** Calls of the app in one day of UTC, on the movable clock. */
  readonly dailyQuota: number;
  /** Calls of one API a second and seller. The marketplace publishes no number. */
  readonly apiPerSecond: number;
  /** Calls of one seller a second, of all APIs together. The marketplace publishes no number. */
  readonly sellerPerSecond: number;
  /** Addresses that calls may come from; none is every address. */
  readonly ipWhitelist: readonly string[];
  /** Whether a call during a ban is refused. When not, a ban is only said, and still counted when it is not obeyed. */
  readonly enforceBans: boolean;
}

/** Daily calls by the state of the app. */
export const DAILY_QUOTAS = { online: 10_000_000, test: 10_000 } as const;

export interface LimitedCall {
  readonly path: string;
  /** Undefined for calls without a shop. */
  readonly sellerId: string | undefined;
  /** On the process's own clock. */
  readonly receivedAtMs: number;
}

const DAY_MS = 86_400_000;
/** Published: calls that change stock, for one seller, of all such APIs together. */
const STOCK_PER_SECOND = 50;

/**
 * Counts calls and refuses what is too many. Seconds are real whatever the movable clock says: they protect machines.
 * A ban is for one API and one seller.
 */
export class Limits {
  readonly bans = new BanBook();
  private readonly buckets = new Map<string, BucketState>();
  private day = 0;
  private callsToday = 0;

  constructor(
    public rules: LimitRules,
    private readonly nowMs: () => number,
  ) {}

  checkAddress(address: string): void {
    const { ipWhitelist } = this.rules;
    const plain = address.replace(/^::ffff:/, '');
    if (ipWhitelist.length > 0 && !ipWhitelist.includes(plain))
      throw new ApiError('AppWhiteIpLimit', `The source ip ${plain} is not in the ip whitelist of the app`);
  }

  /** A ban that runs; whether the call obeys it is noted. */
  checkBan(call: LimitedCall): void {
    const key = banKey(call);
    this.bans.arrived(key, call.path, call.receivedAtMs);
    const ban = this.rules.enforceBans ? this.bans.running(key, performance.now()) : undefined;
    if (ban) throw this.bannedAnswer(ban);
  }

  checkQuota(): void {
    const today = Math.floor(this.nowMs() / DAY_MS);
    if (today !== this.day) this.callsToday = 0;
    this.day = today;
    const { dailyQuota } = this.rules;
    if (dailyQuota > 0 && this.callsToday >= dailyQuota)
      throw new ApiError('AppCallLimit', `The app has used up its ${dailyQuota} calls of the day`);
    this.callsToday += 1;
  }

  /** @param perSecond a limit of the API's own; @param changesStock whether the limit on stock changes counts it */
  checkRates(call: LimitedCall, own: { perSecond?: number; changesStock?: boolean }): void {
    const { apiPerSecond, sellerPerSecond } = this.rules;
    const { path, sellerId = '' } = call;
    if (sellerId && !this.take(`seller ${sellerId}`, sellerPerSecond))
      throw new ApiError('SellerCallLimit', 'The seller has made too many calls');
    const isFree =
      this.take(`api ${path} ${sellerId}`, apiPerSecond) &&
      this.take(`own ${path} ${sellerId}`, own.perSecond ?? 0) &&
      (!own.changesStock || this.take(`stock ${sellerId}`, STOCK_PER_SECOND));
    if (!isFree) throw this.ban(call, 1);
  }

  /** The refusal that begins a ban. With 0 seconds it begins none. */
  ban(call: LimitedCall, seconds: number): ApiError {
    if (seconds <= 0) return callLimit(seconds);
    const ban = this.bans.start(banKey(call), performance.now() + seconds * 1000);
    return this.bannedAnswer(ban);
  }

  private bannedAnswer(ban: Ban): ApiError {
    const seconds = Math.max(1, Math.ceil((ban.untilMs - performance.now()) / 1000));
    return callLimit(seconds, () => this.bans.written(ban, performance.now()));
  }

  private take(key: string, perSecond: number): boolean {
    if (perSecond === 0) return true;
    const limit = { capacity: perSecond, perSecond };
    const now = performance.now();
    const decision = takeToken(this.buckets.get(key) ?? fullBucket(limit, now), limit, now);
    this.buckets.set(key, decision.state);
    return decision.allowed;
  }
}

const banKey = ({ path, sellerId }: LimitedCall): string => `${path} ${sellerId ?? ''}`;

const callLimit = (seconds: number, written?: () => void): ApiError =>
  new ApiError(
    'ApiCallLimit',
    `Api access frequency exceeds the limit. this ban will last ${seconds} seconds`,
    written ? { written } : {},
  );
