import { fullBucket, takeToken, type BucketState } from '@pinglu/kernel';

/** An answer that is on its way does not bind its caller yet. */
const ON_THE_WAY_MS = 50;

interface Ban {
  readonly untilMs: number;
  readonly answeredMs: number;
}

/**
 * Refuses calls of one subject that come too fast, and goes on refusing while the ban lasts. It protects machines, so it
 * counts real time whatever the movable clock says.
 */
export class RateGate {
  private readonly buckets = new Map<string, BucketState>();
  private readonly bans = new Map<string, Ban>();
  /** Calls that came while a ban was running that their caller had been told of. */
  whileBanned = 0;

  constructor(
    private readonly perSecond: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** True when this call comes while a ban is running. */
  isBanned(subject: string): boolean {
    const ban = this.bans.get(subject);
    if (!ban) return false;
    const now = this.nowMs();
    if (now >= ban.untilMs) {
      this.bans.delete(subject);
      return false;
    }
    if (now - ban.answeredMs > ON_THE_WAY_MS) this.whileBanned += 1;
    return true;
  }

  ban(subject: string, seconds: number): void {
    const now = this.nowMs();
    this.bans.set(subject, { untilMs: now + seconds * 1000, answeredMs: now });
  }

  /** Counts a call. False when there were too many in this second. */
  take(subject: string): boolean {
    if (this.perSecond === 0) return true;
    const limit = { capacity: this.perSecond, perSecond: this.perSecond };
    const now = this.nowMs();
    const decision = takeToken(this.buckets.get(subject) ?? fullBucket(limit, now), limit, now);
    this.buckets.set(subject, decision.state);
    return decision.allowed;
  }
}
