/**
 * Where the numbers of a world begin. A marketplace never gives a number twice; a simulator that is started anew would,
 * unless it is given another seed. Seed 1 is the first series.
 */
export interface NumberSeries {
  /** Of ten thousand; part of every order number. */
  readonly index: number;
  readonly items: number;
  readonly models: number;
  readonly packages: number;
  readonly sessions: number;
  readonly promotions: number;
  readonly globalItems: number;
}

const SERIES = 4000;

export function numberSeries(seed: number): NumberSeries {
  const index = (seed + SERIES - 1) % SERIES;
  return {
    index,
    items: 3_000_142_340 + index * 1_000_000,
    models: 10_000_520_000 + index * 10_000_000,
    packages: 100_000_000_000_000 + index * 10_000_000_000,
    sessions: 6_236_214 + index * 100_000,
    promotions: 665_123_450_000_000 + index * 10_000_000,
    globalItems: 20_000_000_000 + index * 1_000_000,
  };
}
