import { numberSeries } from './number-series.js';

const ORDERS = 10_000_000;

describe('numbers of a world', () => {
  it('are the same for the same seed and never those of another one, up to ten million orders', () => {
    const all = Array.from({ length: 4000 }, (_, seed) => numberSeries(seed).orders).sort((a, b) => a - b);
    const gaps = all.slice(1).map((start, index) => start - all[index]!);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(ORDERS * 100_000);
    expect(numberSeries(7)).toEqual(numberSeries(7));
    expect(numberSeries(4_294_967_295)).toEqual(numberSeries(4_294_967_295 % 4000));
  });

  it('stay exact as numbers of JSON', () => {
    const last = numberSeries(0);
    expect(last.orders + ORDERS * 100_000).toBeLessThan(Number.MAX_SAFE_INTEGER);
    expect(last.orderItems + ORDERS * 100_000).toBeLessThan(Number.MAX_SAFE_INTEGER);
    expect(numberSeries(1).orders).toBe(491_000_000_080_001);
  });
});
