import * as fc from 'fast-check';
import type { CallPriority } from '../port/types.js';
import { nextTurn, priorities } from './turn-order.js';

const nobody = { urgent: null, normal: null, background: null };
/** Between two turns some come, each with a priority. */
const arrivals = fc.array(fc.array(fc.constantFrom<CallPriority>(...priorities), { maxLength: 3 }), { maxLength: 60 });

interface Waiter {
  readonly arrival: number;
  readonly priority: CallPriority;
}

/** Serves one per turn until everybody had a turn; answers who, in order, with who waited at that moment. */
function serve(comings: readonly (readonly CallPriority[])[]) {
  const waiting: Waiter[] = [];
  const served: { readonly who: Waiter; readonly turn: number; readonly waiting: readonly Waiter[] }[] = [];
  const cameAtTurn = new Map<number, number>();
  let passedOver = 0;
  let arrival = 0;
  for (let turn = 0; turn < comings.length || waiting.length > 0; turn += 1) {
    for (const priority of comings[turn] ?? []) {
      waiting.push({ arrival: (arrival += 1), priority });
      cameAtTurn.set(arrival, turn);
    }
    const first = Object.fromEntries(
      priorities.map((priority) => [priority, waiting.find((waiter) => waiter.priority === priority)?.arrival ?? null]),
    ) as Record<CallPriority, number | null>;
    const choice = nextTurn(first, passedOver);
    if (!choice) continue;
    passedOver = choice.passedOver;
    const who = waiting.find(({ arrival: at }) => at === first[choice.priority])!;
    served.push({ who, turn, waiting: [...waiting] });
    waiting.splice(waiting.indexOf(who), 1);
  }
  return { served, cameAtTurn };
}
const rankOf = ({ priority }: Waiter): number => priorities.indexOf(priority);

describe('whose turn it is', () => {
  it('is nobody’s when nobody waits', () => {
    expect(nextTurn(nobody, 5)).toBeNull();
  });

  it('is the most urgent’s, except for one turn in ten', () => {
    fc.assert(
      fc.property(arrivals, (comings) => {
        const { served } = serve(comings);
        const givenAway = served.map(({ who, waiting }) => waiting.some((other) => rankOf(other) < rankOf(who)));
        for (let at = 0; at + 10 <= givenAway.length; at += 1) {
          expect(givenAway.slice(at, at + 10).filter(Boolean).length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('goes to whoever came first among those of one priority', () => {
    fc.assert(
      fc.property(arrivals, (comings) => {
        for (const { who, waiting } of serve(comings).served) {
          const alike = waiting.filter(({ priority }) => priority === who.priority);
          expect(who.arrival).toBe(Math.min(...alike.map(({ arrival }) => arrival)));
        }
      }),
    );
  });

  it('comes to everybody: at the latest after ten turns for each of those before, and ten more', () => {
    fc.assert(
      fc.property(arrivals, (comings) => {
        const { served, cameAtTurn } = serve(comings);
        for (const { who, turn } of served) {
          const cameAt = cameAtTurn.get(who.arrival)!;
          const before = served.filter((other) => other.who.arrival < who.arrival && other.turn >= cameAt).length;
          expect(turn - cameAt).toBeLessThanOrEqual(10 * (before + 1));
        }
      }),
    );
  });

  it('comes to whoever has waited longest among the less urgent, however many come that are between', () => {
    let passedOver = 0;
    const turns = Array.from({ length: 10 }, (_, turn) => {
      const choice = nextTurn({ urgent: turn + 10, normal: turn + 9, background: 1 }, passedOver)!;
      ({ passedOver } = choice);
      return choice.priority;
    });
    expect(turns.at(-1)).toBe('background');
  });

  it('comes to a page in the end, though urgent calls never cease', () => {
    let passedOver = 0;
    const turns = Array.from({ length: 30 }, (_, turn) => {
      const choice = nextTurn({ urgent: turn + 10, normal: null, background: 1 }, passedOver)!;
      ({ passedOver } = choice);
      return choice.priority;
    });
    expect(turns.flatMap((priority, turn) => (priority === 'background' ? [turn] : []))).toEqual([9, 19, 29]);
  });
});
