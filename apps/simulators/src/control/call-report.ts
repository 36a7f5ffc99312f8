export interface ReactedOrder {
  /** On the clock of `performance.now()`. */
  readonly placedAtMs: number;
  /** What the seller has done about it. */
  readonly reacted: Set<string>;
}

/** Counts calls by path and outcome, and keeps how long reactions took. */
export class CallReport {
  private readonly calls = new Map<string, Map<string, number>>();
  private readonly latencies = new Map<string, number[]>();

  count(path: string, outcome: string): void {
    const outcomes = this.calls.get(path) ?? new Map<string, number>();
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    this.calls.set(path, outcomes);
  }

  /** A reaction that took `ms`; the newest hundred thousand of each name are kept. */
  took(reaction: string, ms: number): void {
    const samples = this.latencies.get(reaction) ?? [];
    samples.push(ms);
    if (samples.length > 100_000) samples.shift();
    this.latencies.set(reaction, samples);
  }

  /** The seller did something about an order; only the first time is counted. */
  reacted(order: ReactedOrder, reaction: string): void {
    if (order.reacted.has(reaction)) return;
    order.reacted.add(reaction);
    this.took(reaction, performance.now() - order.placedAtMs);
  }

  byPath(): Record<string, Record<string, number>> {
    return Object.fromEntries([...this.calls].map(([path, outcomes]) => [path, Object.fromEntries(outcomes)]));
  }

  /** Milliseconds of each reaction. */
  reactions(): Record<string, Percentiles> {
    return Object.fromEntries([...this.latencies].map(([name, samples]) => [name, percentiles(samples)]));
  }
}

export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

function percentiles(samples: readonly number[]): Percentiles {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? 0 };
}
