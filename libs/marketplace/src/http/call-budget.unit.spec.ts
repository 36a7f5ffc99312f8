import * as fc from 'fast-check';
import { FakeClock } from '@pinglu/testing';
import type { RateLimitScope } from '../port/errors.js';
import type { CallPriority } from '../port/types.js';
import { BudgetExhausted, CallBudget, type BudgetOwner } from './call-budget.js';

/** Sleepers wake in order of time, each when nothing else is left to do: as real time passes, but at once. */
function budgetOnFakeTime() {
  const clock = new FakeClock();
  const began = clock.now().getTime();
  const now = () => clock.now().getTime() - began;
  const asleep: { readonly atMs: number; readonly wake: () => void }[] = [];
  const sleep = (ms: number) => new Promise<void>((wake) => asleep.push({ atMs: now() + ms, wake }));
  const budget = new CallBudget(clock, sleep);
  /** Lets time pass until everybody is awake, or `untilMs` is reached. */
  const pass = async (untilMs = Number.POSITIVE_INFINITY): Promise<void> => {
    for (;;) {
      for (let tick = 0; tick < 10; tick += 1) await Promise.resolve();
      asleep.sort((a, b) => a.atMs - b.atMs);
      const next = asleep[0];
      if (!next || next.atMs > untilMs) break;
      asleep.shift();
      clock.advance(Math.max(0, next.atMs - now()));
      next.wake();
    }
    if (Number.isFinite(untilMs)) clock.advance(Math.max(0, untilMs - now()));
  };
  return { clock, now, budget, pass };
}

const owner: BudgetOwner = { app: 'app', shop: 'TH/100', group: 'orders' };
const limit = { capacity: 2, perSecond: 2 };
const ask = (priority: CallPriority, longestWaitMs = 60_000, by: Partial<BudgetOwner> = {}) => ({
  owner: { ...owner, ...by },
  limit,
  priority,
  longestWaitMs,
});
const refusal = (scope: RateLimitScope, pauseMs: number, sentAtMs: number) => ({ scope, pauseMs, sentAtMs });

describe('the budget of calls', () => {
  it('lets the urgent go first, then those who came first', async () => {
    const { budget, pass } = budgetOnFakeTime();
    const order: string[] = [];
    const call = async (name: string, priority: CallPriority) => {
      await budget.take(ask(priority));
      order.push(name);
    };
    const calls = [
      call('first', 'background'),
      call('second', 'background'),
      call('page', 'background'),
      call('order', 'normal'),
      call('order 2', 'normal'),
      call('last unit', 'urgent'),
    ];
    await pass();
    await Promise.all(calls);
    expect(order).toEqual(['first', 'second', 'last unit', 'order', 'order 2', 'page']);
  });

  it('refuses a call whose turn would come too late, and says when to ask again', async () => {
    const { budget } = budgetOnFakeTime();
    expect([budget.take(ask('normal')), budget.take(ask('normal'))]).toEqual([undefined, undefined]);
    const error = await Promise.resolve(budget.take(ask('normal', 100))).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BudgetExhausted);
    expect(error).toMatchObject({ retryAfterMs: 500, paused: false });
  });

  it('takes nothing from those who wait when somebody else comes', async () => {
    const { budget, clock, now, pass } = budgetOnFakeTime();
    await Promise.all([budget.take(ask('normal')), budget.take(ask('normal'))]);
    const waiting = Promise.resolve(budget.take(ask('normal'))).then(now);
    // Its turn has come, and it has not woken yet.
    clock.advance(500);
    const other = Promise.resolve(budget.take(ask('normal'))).then(now);
    await pass();
    expect([await waiting, await other]).toEqual([500, 1_000]);
  });

  it('refuses those who stand so far back that they would wait too long, before that time is over', async () => {
    const { budget, now, pass } = budgetOnFakeTime();
    const calls = Array.from({ length: 8 }, () =>
      Promise.resolve(budget.take(ask('normal', 1_200))).then(
        () => 'admitted',
        (error: unknown) => (error instanceof BudgetExhausted && now() <= 1_200 ? 'refused in time' : 'refused late'),
      ),
    );
    await pass();
    const outcomes = await Promise.all(calls);
    expect(outcomes).toEqual([...Array<string>(4).fill('admitted'), ...Array<string>(4).fill('refused in time')]);
  });

  it('refuses those at once who would not wait for the end of a ban, and keeps the patient waiting', async () => {
    const { budget, clock, now, pass } = budgetOnFakeTime();
    await budget.take(ask('normal'));
    budget.refused(owner, refusal('operation', 20_000, clock.now().getTime()));
    let admittedAt: number | null = null;
    const patient = Promise.resolve(budget.take(ask('background'))).then(() => (admittedAt = now()));
    await pass(1_000);
    const error = await Promise.resolve(budget.take(ask('urgent', 2_000))).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ retryAfterMs: 19_000, paused: true });
    await pass();
    await patient;
    expect(admittedAt).toBe(20_000);
  });

  it('holds those back as well who waited already when the ban came', async () => {
    const { budget, clock, now, pass } = budgetOnFakeTime();
    const sentAtMs = clock.now().getTime();
    await Promise.all([budget.take(ask('normal')), budget.take(ask('normal'))]);
    const waiting = [1, 2].map(() => Promise.resolve(budget.take(ask('normal'))).then(now));
    budget.refused(owner, refusal('operation', 5_000, sentAtMs));
    await pass();
    // One when it is over, and then half as often as before.
    expect(await Promise.all(waiting)).toEqual([5_000, expect.any(Number)]);
    expect(await waiting[1]).toBeGreaterThan(5_900);
  });

  it.each<[RateLimitScope, Partial<BudgetOwner>, boolean]>([
    ['operation', {}, true],
    ['operation', { group: 'stock' }, false],
    ['operation', { shop: 'TH/200' }, false],
    ['shop', { group: 'stock' }, true],
    ['shop', { shop: 'TH/200' }, false],
    ['app', { group: 'stock', shop: 'MY/200' }, true],
    ['app', { app: 'another app' }, false],
  ])('that is refused for the %s: %j has to wait: %p', async (scope, by, waits) => {
    const { budget, clock, now, pass } = budgetOnFakeTime();
    await budget.take(ask('normal'));
    budget.refused(owner, refusal(scope, 5_000, clock.now().getTime()));
    const admitted = Promise.resolve(budget.take(ask('urgent', 60_000, by))).then(now);
    await pass();
    expect(await admitted).toBe(waits ? 5_000 : 0);
  });

  it('slows down all groups of a shop when the shop was refused', async () => {
    const { budget, clock, now, pass } = budgetOnFakeTime();
    const sentAtMs = clock.now().getTime();
    for (const group of ['orders', 'stock']) await budget.take(ask('normal', 60_000, { group }));
    budget.refused(owner, refusal('shop', 1_000, sentAtMs));
    const stock = [1, 2].map(() => Promise.resolve(budget.take(ask('normal', 60_000, { group: 'stock' }))).then(now));
    await pass();
    expect((await stock[1]!) - (await stock[0]!)).toBeGreaterThan(900);
  });

  it('forgets shops that have not called for an hour, and none that is banned', async () => {
    const { budget, clock, now, pass } = budgetOnFakeTime();
    await budget.take(ask('normal'));
    budget.refused(owner, refusal('shop', 3 * 3_600_000, clock.now().getTime()));
    clock.advance(2 * 3_600_000);
    for (let shop = 0; shop < 2_000; shop += 1) await budget.take(ask('normal', 0, { shop: `SG/${shop}` }));
    const admitted = Promise.resolve(budget.take(ask('normal', 4 * 3_600_000))).then(now);
    await pass();
    expect(await admitted).toBe(3 * 3_600_000);
  });

  it('keeps its promises to everybody, whoever asks and whatever is refused', async () => {
    type Event = { afterMs: number; ask: CallPriority | null; refuse: RateLimitScope | null; pauseMs: number };
    const events: fc.Arbitrary<Event[]> = fc.array(
      fc.record({
        afterMs: fc.integer({ min: 0, max: 400 }),
        ask: fc.option(fc.constantFrom<CallPriority>('urgent', 'normal', 'background'), { freq: 8 }),
        refuse: fc.option(fc.constantFrom<RateLimitScope>('operation', 'shop', 'app'), { freq: 1, nil: null }),
        pauseMs: fc.integer({ min: 0, max: 3_000 }),
      }),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(events, async (happening) => {
        const { budget, clock, now, pass } = budgetOnFakeTime();
        const admitted: number[] = [];
        const bans: { from: number; until: number }[] = [];
        const calls: Promise<void>[] = [];
        let at = 0;
        for (const { afterMs, ask: priority, refuse, pauseMs } of happening) {
          at += afterMs;
          await pass(at);
          if (priority) {
            calls.push(Promise.resolve(budget.take(ask(priority, 3_600_000))).then(() => void admitted.push(now())));
          }
          for (let tick = 0; tick < 10; tick += 1) await Promise.resolve();
          if (refuse) {
            budget.refused(owner, refusal(refuse, pauseMs, clock.now().getTime()));
            // Before the first call nobody is known who could have been refused.
            if (calls.length > 0) bans.push({ from: now(), until: now() + pauseMs });
          }
        }
        await pass();
        await Promise.all(calls);
        expect(admitted).toHaveLength(calls.length);
        for (const { from, until } of bans) expect(admitted.filter((ms) => ms > from && ms < until)).toEqual([]);
        admitted.forEach((from, first) => {
          for (let last = first; last < admitted.length; last += 1) {
            const allowed = limit.capacity + ((admitted[last]! - from) / 1_000) * limit.perSecond;
            expect(last - first + 1).toBeLessThanOrEqual(allowed + 1e-6);
          }
        });
      }),
    );
  });
});
