import { BusiestSecond } from './busiest-second.js';
import { ofPeak, planBuyers, unitsWanted } from './plan-buyers.js';

const request = {
  seed: 7,
  durationMs: 600_000,
  peakPerMinute: 100,
  skus: ['A', 'B', 'C', 'D', 'E'],
  sought: ['A'],
};

describe('the plan of buyers', () => {
  const plan = planBuyers(request);

  it('is the same for the same seed, and another for another', () => {
    expect(planBuyers(request)).toEqual(plan);
    expect(planBuyers({ ...request, seed: 8 })).not.toEqual(plan);
  });

  it('follows the curve', () => {
    expect([0, 0.125, 0.25, 0.5, 0.75, 1].map((gone) => ofPeak(gone))).toEqual([0.5, 0.75, 1, 0.4, 1, 0.5]);
    const inMinute = (minute: number): number => plan.filter(({ atMs }) => Math.floor(atMs / 60_000) === minute).length;
    expect(Math.max(...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(inMinute))).toBeLessThanOrEqual(101);
    expect(inMinute(2)).toBeGreaterThan(inMinute(4));
    // The area under the curve: 0.75 + 0.7 + 0.7 + 0.75 of a quarter each.
    expect(Math.abs(plan.length - 725)).toBeLessThanOrEqual(1);
  });

  it('has orders of several lines and units, never one SKU twice in one order', () => {
    expect(new Set(plan.map(({ lines }) => lines.length))).toEqual(new Set([1, 2, 3]));
    expect(new Set(plan.flatMap(({ lines }) => lines.map(({ quantity }) => quantity)))).toEqual(new Set([1, 2, 3]));
    for (const { lines } of plan) expect(new Set(lines.map(({ sellerSku }) => sellerSku)).size).toBe(lines.length);
  });

  it('has some change their mind, and nobody who did is visited by the carrier', () => {
    const cancelled = plan.filter(({ cancelAtMs }) => cancelAtMs !== null);
    expect(cancelled.length).toBeGreaterThan(plan.length / 20);
    expect(cancelled.some(({ collected }) => collected)).toBe(false);
    for (const { atMs, cancelAtMs } of cancelled) expect(cancelAtMs).toBeGreaterThan(atMs);
  });

  it('adds up what is wanted', () => {
    expect(
      unitsWanted([
        { lines: [{ sellerSku: 'A', quantity: 2 }] },
        {
          lines: [
            { sellerSku: 'A', quantity: 1 },
            { sellerSku: 'B', quantity: 1 },
          ],
        },
      ]),
    ).toEqual(
      new Map([
        ['A', 3],
        ['B', 1],
      ]),
    );
  });
});

describe('the busiest second', () => {
  it('is found between looks, and never said to be busier than it was', () => {
    const busiest = new BusiestSecond();
    for (const [atMs, count] of [
      [0, 5],
      [300, 60],
      [1_000, 65],
      [3_000, 105],
    ] as const)
      busiest.look(count, atMs);
    expect(busiest.most).toBe(60);
  });
});
