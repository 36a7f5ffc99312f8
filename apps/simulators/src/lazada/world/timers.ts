import type { MovableClock } from '../../control/movable-clock.js';

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
    const index = this.due.findIndex((one) => one.atMs > atMs);
    this.due.splice(index === -1 ? this.due.length : index, 0, { atMs, act });
    if (index === 0 || this.due.length === 1) this.arm();
  }

  stop(): void {
    this.stopped = true;
    this.due = [];
    clearTimeout(this.handle);
  }

  private run(): void {
    const now = this.clock.now().getTime();
    while (this.due[0] && this.due[0].atMs <= now) this.due.shift()!.act();
    this.arm();
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
