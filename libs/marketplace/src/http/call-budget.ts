import { fullBucket, takeToken, type BucketLimit, type BucketState, type Clock } from '@pinglu/kernel';
import type { CallPriority } from '../port/types.js';

export interface BudgetRequest {
  /** Whose budget: nothing secret. */
  readonly key: string;
  readonly limit: BucketLimit;
  readonly priority: CallPriority;
  readonly longestWaitMs: number;
}

/** The turn would come too late. `retryAfterMs` is when to ask again. */
export class BudgetExhausted extends Error {
  constructor(readonly retryAfterMs: number) {
    super('The call budget is used up.');
    this.name = 'BudgetExhausted';
  }
}

interface Waiter {
  readonly priority: CallPriority;
  readonly deadlineMs: number;
  readonly admit: () => void;
  readonly refuse: (error: BudgetExhausted) => void;
}

interface Account {
  state: BucketState;
  pausedUntilMs: number;
  admitting: boolean;
  readonly waiters: Waiter[];
}

const rank: Readonly<Record<CallPriority, number>> = { urgent: 0, normal: 1, background: 2 };
const accountsBeforePruning = 1_000;

/**
 * Keeps to how many calls a marketplace allows. Calls wait for their turn in order of priority, then of arrival: when
 * ten thousand pages are waiting to be polled, the write that takes the last unit off sale goes first.
 */
export class CallBudget {
  private readonly accounts = new Map<string, Account>();

  constructor(
    private readonly clock: Clock,
    private readonly sleep: (ms: number) => Promise<void>,
  ) {}

  /** Resolves when the call may be made. @throws BudgetExhausted */
  take({ key, limit, priority, longestWaitMs }: BudgetRequest): Promise<void> {
    const account = this.account(key, limit);
    return new Promise((admit, refuse) => {
      const waiter = { priority, deadlineMs: this.now() + longestWaitMs, admit, refuse };
      const before = account.waiters.findIndex((other) => rank[other.priority] > rank[priority]);
      account.waiters.splice(before === -1 ? account.waiters.length : before, 0, waiter);
      if (!account.admitting) void this.admit(account, limit);
    });
  }

  /** The marketplace said to wait: nobody of this budget calls until then. */
  pause(key: string, ms: number): void {
    const account = this.accounts.get(key);
    if (account) account.pausedUntilMs = Math.max(account.pausedUntilMs, this.now() + ms);
  }

  private async admit(account: Account, limit: BucketLimit): Promise<void> {
    account.admitting = true;
    try {
      for (;;) {
        const waitMs = this.admitNext(account, limit);
        if (account.waiters.length === 0) return;
        if (waitMs > 0) await this.sleep(waitMs);
      }
    } finally {
      account.admitting = false;
    }
  }

  /** Answers how long to wait before the next can be admitted; 0 when one was. */
  private admitNext(account: Account, limit: BucketLimit): number {
    const now = this.now();
    let waitMs = account.pausedUntilMs - now;
    if (waitMs <= 0) {
      const decision = takeToken(account.state, limit, now);
      account.state = decision.state;
      if (decision.allowed) {
        account.waiters.shift()?.admit();
        return 0;
      }
      waitMs = decision.retryAfterMs;
    }
    const late = account.waiters.filter((waiter) => waiter.deadlineMs < now + waitMs);
    for (const waiter of late) {
      account.waiters.splice(account.waiters.indexOf(waiter), 1);
      waiter.refuse(new BudgetExhausted(waitMs));
    }
    return waitMs;
  }

  private account(key: string, limit: BucketLimit): Account {
    const known = this.accounts.get(key);
    if (known) return known;
    if (this.accounts.size >= accountsBeforePruning) this.prune();
    const account = { state: fullBucket(limit, this.now()), pausedUntilMs: 0, admitting: false, waiters: [] };
    this.accounts.set(key, account);
    return account;
  }

  /** Tokens of shops are renewed, and each gives a new key: what was idle for a minute has a full bucket anyway. */
  private prune(): void {
    const idleSince = this.now() - 60_000;
    for (const [key, { state, waiters, pausedUntilMs }] of this.accounts) {
      if (waiters.length === 0 && state.atMs < idleSince && pausedUntilMs < idleSince) this.accounts.delete(key);
    }
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
