import { fullBucket, takeToken, type BucketState } from '@pinglu/kernel';
import { BanBook } from '../../control/ban-book.js';
import { ApiError } from './api-error.js';

/** A call as limits see it. */
export interface LimitedCall {
  readonly path: string;
  /** Whose calls are counted together. */
  readonly subject: string;
  /** On the process's own clock. */
  readonly receivedAtMs: number;
}

/**
 * Counts calls and refuses what is too many. Seconds are real whatever the movable clock says: they protect machines. A
 * ban is for one path and one subject.
 */
export class Limits {
  readonly bans: BanBook;
  private readonly buckets = new Map<string, BucketState>();

  constructor(
    /** Calls of one subject; 0 is without end. */
    private readonly perSecond: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.bans = new BanBook(nowMs);
  }

  /** A ban that runs; whether the call obeys it is noted. */
  checkBan(call: LimitedCall): void {
    const key = keyOf(call);
    this.bans.arrived(key, call.path, call.receivedAtMs);
    if (this.bans.running(key, this.nowMs())) throw this.refusal(key);
  }

  checkRate(call: LimitedCall): void {
    if (this.perSecond === 0) return;
    const limit = { capacity: this.perSecond, perSecond: this.perSecond };
    const now = this.nowMs();
    const decision = takeToken(this.buckets.get(call.subject) ?? fullBucket(limit, now), limit, now);
    this.buckets.set(call.subject, decision.state);
    if (!decision.allowed) throw this.ban(call, { seconds: 1 });
  }

  /** The refusal that begins a ban. The marketplace does not say how long it lasts. */
  ban(call: LimitedCall, { seconds, error }: { seconds: number; error?: string }): ApiError {
    const key = keyOf(call);
    this.bans.start(key, this.nowMs() + seconds * 1000);
    return this.refusal(key, error);
  }

  private refusal(key: string, error = 'error_rate_limit'): ApiError {
    const written = (): void => {
      const ban = this.bans.running(key, this.nowMs());
      if (ban) this.bans.written(ban, this.nowMs());
    };
    return new ApiError(error, 'Too many requests. You have reached the rate limit. Please try again later.', {
      written,
    });
  }
}

const keyOf = ({ path, subject }: LimitedCall): string => `${path} ${subject}`;
