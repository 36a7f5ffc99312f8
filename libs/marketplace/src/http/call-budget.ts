import type { BucketLimit, Clock } from '@pinglu/kernel';
import type { RateLimitScope } from '../port/errors.js';
import type { CallPriority } from '../port/types.js';
import { afterRefusal, freshRate, takeTurn, type CallRate } from './call-rate.js';
import { nextTurn, priorities } from './turn-order.js';

/** Whose calls are counted together. Nothing secret, and the same before and after a token is renewed. */
export interface BudgetOwner {
  /** Our app at the marketplace. */
  readonly app: string;
  readonly shop: string;
  /** Of the marketplace's calls, those it counts together. */
  readonly group: string;
}

export interface BudgetRequest {
  readonly owner: BudgetOwner;
  readonly limit: BucketLimit;
  readonly priority: CallPriority;
  readonly longestWaitMs: number;
}

export interface BudgetRefusal {
  /** How much of the owner's calls the marketplace refuses. */
  readonly scope: RateLimitScope;
  readonly sentAtMs: number;
  readonly pauseMs: number;
}

/** The turn would come too late. `retryAfterMs` is when to ask again; `paused` that the marketplace said so. */
export class BudgetExhausted extends Error {
  constructor(
    readonly retryAfterMs: number,
    readonly paused: boolean,
  ) {
    super('The call budget is used up.');
    this.name = 'BudgetExhausted';
  }
}

interface Waiter {
  readonly arrival: number;
  readonly deadlineMs: number;
  readonly admit: () => void;
  readonly refuse: (error: BudgetExhausted) => void;
}

interface Pausable {
  pausedUntilMs: number;
}

interface App extends Pausable {
  readonly shops: Map<string, Shop>;
}

interface Shop extends Pausable {
  readonly app: App;
  readonly groups: Map<string, Group>;
}

interface Group {
  readonly shop: Shop;
  readonly limit: BucketLimit;
  rate: CallRate;
  passedOver: number;
  admitting: boolean;
  waiting: number;
  readonly rows: Readonly<Record<CallPriority, Waiter[]>>;
}

const never = Number.NEGATIVE_INFINITY;
const shopsBeforePruning = 1_000;
/** What was learned of a shop that has not called for so long has been forgotten by the rate itself. */
const idleBeforePruningMs = 3_600_000;

/**
 * Keeps to how many calls a marketplace takes, per app, shop and group of calls, and learns it from its refusals (the
 * rule is in `call-rate.ts`). Calls wait for their turn by priority (`turn-order.ts`): when ten thousand pages are waiting
 * to be polled, the write that takes the last unit off sale goes first.
 */
export class CallBudget {
  private readonly apps = new Map<string, App>();
  private arrivals = 0;

  constructor(
    private readonly clock: Clock,
    private readonly sleep: (ms: number) => Promise<void>,
  ) {}

  /** Resolves when the call may be made; answers nothing when that is now. @throws BudgetExhausted */
  take({ owner, limit, priority, longestWaitMs }: BudgetRequest): Promise<void> | undefined {
    const group = this.groupOf(owner, limit);
    const now = this.now();
    const waitMs = group.waiting === 0 ? this.tryTurn(group, now) : this.pauseOf(group, now);
    if (waitMs === 0 && group.waiting === 0) return undefined;
    if (waitMs > longestWaitMs) return Promise.reject(new BudgetExhausted(waitMs, this.pauseOf(group, now) > 0));
    return new Promise((admit, refuse) => {
      const arrival = (this.arrivals += 1);
      group.rows[priority].push({ arrival, deadlineMs: now + longestWaitMs, admit, refuse });
      group.waiting += 1;
      if (!group.admitting) void this.admit(group, waitMs);
    });
  }

  /** The marketplace refused a call for too many: nobody whom that concerns calls until the ban is over. */
  refused(owner: BudgetOwner, { scope, sentAtMs, pauseMs }: BudgetRefusal): void {
    const app = this.apps.get(owner.app);
    const shop = app?.shops.get(owner.shop);
    const group = shop?.groups.get(owner.group);
    if (!app || !shop || !group) return;
    const nowMs = this.now();
    const refusal = { nowMs, sentAtMs, pauseMs };
    for (const each of concerned(scope, { app, shop, group })) {
      each.rate = afterRefusal(each.rate, each.limit, refusal);
    }
    // Groups and shops that are heard of later are held up as well.
    const paused: Pausable | undefined = scope === 'app' ? app : scope === 'shop' ? shop : undefined;
    if (paused) paused.pausedUntilMs = Math.max(paused.pausedUntilMs, nowMs + pauseMs);
  }

  /** One loop per group while somebody waits there. */
  private async admit(group: Group, firstWaitMs: number): Promise<void> {
    group.admitting = true;
    try {
      let waitMs = firstWaitMs;
      for (;;) {
        this.refuseLate(group, waitMs);
        if (group.waiting === 0) return;
        if (waitMs > 0) await this.sleep(waitMs);
        waitMs = this.tryTurn(group, this.now());
        if (waitMs === 0) this.admitNext(group);
      }
    } finally {
      group.admitting = false;
    }
  }

  private admitNext(group: Group): void {
    const { urgent, normal, background } = group.rows;
    const first = {
      urgent: urgent[0]?.arrival ?? null,
      normal: normal[0]?.arrival ?? null,
      background: background[0]?.arrival ?? null,
    };
    const choice = nextTurn(first, group.passedOver);
    if (!choice) return;
    group.passedOver = choice.passedOver;
    group.waiting -= 1;
    group.rows[choice.priority].shift()?.admit();
  }

  /** Those who would not wait that long learn it now. */
  private refuseLate(group: Group, waitMs: number): void {
    const now = this.now();
    for (const priority of priorities) {
      const row = group.rows[priority];
      const late = row.filter(({ deadlineMs }) => deadlineMs < now + waitMs);
      if (late.length === 0) continue;
      row.splice(0, row.length, ...row.filter(({ deadlineMs }) => deadlineMs >= now + waitMs));
      group.waiting -= late.length;
      for (const waiter of late) waiter.refuse(new BudgetExhausted(waitMs, this.pauseOf(group, now) > 0));
    }
  }

  /** 0 when a call was taken from the budget. */
  private tryTurn(group: Group, now: number): number {
    const pauseMs = this.pauseOf(group, now);
    if (pauseMs > 0) return pauseMs;
    const turn = takeTurn(group.rate, group.limit, now);
    group.rate = turn.rate;
    return turn.waitMs;
  }

  private pauseOf({ rate, shop }: Group, now: number): number {
    const until = Math.max(rate.pausedUntilMs, shop.pausedUntilMs, shop.app.pausedUntilMs);
    return until > now ? until - now : 0;
  }

  private groupOf(owner: BudgetOwner, limit: BucketLimit): Group {
    const app = this.appOf(owner.app);
    const shop = this.shopOf(app, owner.shop);
    const known = shop.groups.get(owner.group);
    if (known) return known;
    const rows = { urgent: [], normal: [], background: [] };
    const rate = freshRate(limit, this.now());
    const group: Group = { shop, limit, rate, passedOver: 0, admitting: false, waiting: 0, rows };
    shop.groups.set(owner.group, group);
    return group;
  }

  private appOf(name: string): App {
    const known = this.apps.get(name);
    if (known) return known;
    const app: App = { pausedUntilMs: never, shops: new Map() };
    this.apps.set(name, app);
    return app;
  }

  private shopOf(app: App, name: string): Shop {
    const known = app.shops.get(name);
    if (known) return known;
    if (app.shops.size >= shopsBeforePruning) this.prune(app);
    const shop: Shop = { app, pausedUntilMs: never, groups: new Map() };
    app.shops.set(name, shop);
    return shop;
  }

  private prune({ shops }: App): void {
    const since = this.now() - idleBeforePruningMs;
    for (const [name, shop] of shops) {
      const idle = [...shop.groups.values()].every(
        ({ waiting, rate }) => waiting === 0 && rate.atMs < since && rate.pausedUntilMs < since,
      );
      if (idle) shops.delete(name);
    }
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

function concerned(scope: RateLimitScope, { app, shop, group }: { app: App; shop: Shop; group: Group }): Group[] {
  switch (scope) {
    case 'operation':
      return [group];
    case 'shop':
      return [...shop.groups.values()];
    case 'app':
      return [...app.shops.values()].flatMap(({ groups }) => [...groups.values()]);
  }
}
