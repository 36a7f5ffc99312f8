/**
 * Where the numbers of a world begin. A marketplace never gives a number twice; a simulator that is started anew would,
 * unless it is given another seed. Seed 1 is the first series. Numbers stay below 2^53 with ten million orders.
 */
export interface NumberSeries {
  readonly orders: number;
  readonly orderItems: number;
  readonly reverseOrders: number;
  readonly items: number;
  readonly skus: number;
  readonly packages: number;
  readonly financeRows: number;
}

const SERIES = 4000;

export function numberSeries(seed: number): NumberSeries {
  const series = (seed + SERIES - 1) % SERIES;
  return {
    orders: 491_000_000_000_000 + series * 1_000_000_000_000 + 80_001,
    orderItems: 520_000_000_000_000 + series * 1_000_000_000_000 + 1,
    reverseOrders: 610_000_000_000_000 + series * 1_000_000_000_000,
    items: 1_742_512_444 + series * 1_000_000,
    skus: 11_781_189_654 + series * 10_000_000,
    packages: 69_000_000 + series * 2_000_000,
    financeRows: 60_466_176 + series * 1_000_000_000,
  };
}
