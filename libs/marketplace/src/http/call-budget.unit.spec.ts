import * as fc from 'fast-check';
import { FakeClock } from '@pinglu/testing';
import type { CallPriority } from '../port/types.js';
import { BudgetExhausted, CallBudget } from './call-budget.js';

function budgetOnFakeTime() {
  const clock = new FakeClock();
  const budget = new CallBudget(clock, async (ms) => {
    // Others may ask while one sleeps.
    await Promise.resolve();
    clock.advance(ms);
  });
  return { clock, budget };
}
const limit = { capacity: 2, perSecond: 2 };
const ask = (priority: CallPriority, longestWaitMs = 60_000, key = 'shop') => ({ key, limit, priority, longestWaitMs });

describe('the budget of calls', () => {
  it('lets the urgent go first, then those who came first', async () => {
    const { budget } = budgetOnFakeTime();
    const order: string[] = [];
    const call = (name: string, priority: CallPriority) => budget.take(ask(priority)).then(() => order.push(name));
    await Promise.all([
      call('first', 'background'),
      call('second', 'background'),
      call('page', 'background'),
      call('order', 'normal'),
      call('order 2', 'normal'),
      call('last unit', 'urgent'),
    ]);
    expect(order).toEqual(['first', 'second', 'last unit', 'order', 'order 2', 'page']);
  });

  it('refuses a call whose turn would come too late, and says when to ask again', async () => {
    const { budget } = budgetOnFakeTime();
    await budget.take(ask('normal'));
    await budget.take(ask('normal'));
    const error = await budget.take(ask('normal', 100)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BudgetExhausted);
    expect(error).toMatchObject({ retryAfterMs: 500 });
  });

  it('holds everybody of a shop back while the marketplace says so, and nobody else', async () => {
    const { budget, clock } = budgetOnFakeTime();
    await budget.take(ask('normal'));
    budget.pause('shop', 5_000);
    const began = clock.now().getTime();
    await budget.take(ask('normal', 60_000, 'other shop'));
    expect(clock.now().getTime() - began).toBe(0);
    await budget.take(ask('urgent'));
    expect(clock.now().getTime() - began).toBe(5_000);
  });

  it('never admits more than the limit, whoever asks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom<CallPriority>('urgent', 'normal', 'background'), { maxLength: 40 }),
        async (asked) => {
          const { budget, clock } = budgetOnFakeTime();
          const began = clock.now().getTime();
          const admitted: number[] = [];
          await Promise.all(
            asked.map(async (priority) => {
              await budget.take(ask(priority, 1_000_000));
              admitted.push(clock.now().getTime() - began);
            }),
          );
          expect(admitted).toHaveLength(asked.length);
          admitted.forEach((atMs, index) => {
            expect(index + 1).toBeLessThanOrEqual(limit.capacity + (atMs / 1_000) * limit.perSecond + 1e-6);
          });
        },
      ),
    );
  });
});
