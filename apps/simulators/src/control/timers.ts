import type { MovableClock } from './movable-clock.js';

interface Due {
  readonly atMs: number;
  readonly act: () => void;
}

/** Calls things when the movable clock reaches their instant, be it by waiting or by a jump. */
export class Timers {
  private due: Due[] = [];
  private handle: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly clock: MovableClock) {
    clock.onMove(() => this.run());
  }

  at(atMs: number, act: () => void): void {
    const index = this.firstAfter(atMs);
    this.due.splice(index, 0, { atMs, act });
    if (index === 0) this.arm();
  }

  stop(): void {
    this.stopped = true;
    this.due = [];
    clearTimeout(this.handle);
  }

  private run(): void {
    const due = this.due.splice(0, this.firstAfter(this.clock.now().getTime()));
    for (const { act } of due) if (!this.stopped) act();
    this.arm();
  }

  /** By halving: a surge that nobody acknowledges leaves a hundred thousand retries here. */
  private firstAfter(atMs: number): number {
    let low = 0;
    let high = this.due.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.due[middle]!.atMs > atMs) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private arm(): void {
    clearTimeout(this.handle);
    const next = this.due[0];
    if (this.stopped || !next) return;
    // A timeout longer than a day is armed anew: Node cannot count beyond 24.8 days.
    const wait = Math.min(86_400_000, Math.max(0, next.atMs - this.clock.now().getTime()));
    this.handle = setTimeout(() => this.run(), wait).unref();
  }
}
