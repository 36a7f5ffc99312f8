import { letters, OrderStore } from './order-store.js';
import { numberSeries } from '../world/number-series.js';

describe('numbers of orders', () => {
  it('are the day in Singapore and eight letters and digits', () => {
    const store = new OrderStore(numberSeries(1));
    expect(store.newOrderSn(Date.parse('2026-09-20T16:00:00Z'))).toMatch(/^260921[0-9A-Z]{8}$/);
    expect(store.newOrderSn(Date.parse('2026-09-20T15:59:59Z'))).toMatch(/^260920[0-9A-Z]{8}$/);
  });

  it('never come twice, also around the end of a half', () => {
    const serials = [0, 36 ** 4 - 500, 36 ** 4 * 7 - 500, 39_990_000_000].flatMap((first) =>
      Array.from({ length: 20_000 }, (_, index) => first + index),
    );
    expect(new Set(serials.map(letters)).size).toBe(new Set(serials).size);
    expect(serials.map(letters).every((one) => /^[0-9A-Z]{8}$/.test(one))).toBe(true);
  });

  it('begin alike within one half, and otherwise in another', () => {
    const half = 36 ** 4;
    const beginOf = (serial: number): string => letters(serial).slice(0, 4);
    expect([beginOf(5), beginOf(6), beginOf(half - 1)]).toEqual([beginOf(0), beginOf(0), beginOf(0)]);
    const halves = Array.from({ length: 20_000 }, (_, index) => beginOf(index * half));
    expect(new Set(halves).size).toBe(halves.length);
  });

  it('are others for another seed', () => {
    const numbersOf = (seed: number): string[] => {
      const store = new OrderStore(numberSeries(seed));
      return Array.from({ length: 100 }, () => store.newOrderSn(0));
    };
    expect(numbersOf(1)).toEqual(numbersOf(1));
    expect(numbersOf(1).filter((one) => numbersOf(2).includes(one))).toEqual([]);
  });
});
