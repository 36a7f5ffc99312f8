import type { Clock } from '@pinglu/kernel';

export interface BreakerLimits {
  readonly failures: number;
  readonly openMs: number;
}

/** Permission for one call, by which its end is recognised. */
export type Permit = number;

export type Entry = { readonly permit: Permit } | { readonly refusedForMs: number };

/**
 * Stops calling a marketplace that does not answer, so that thousands of callers do not each wait for a timeout. After
 * `openMs` one call goes through to try; the others are still refused until it has come back. Calls that began before it
 * opened do not decide any more: they come back long after, and in any order.
 */
export class CircuitBreaker {
  private failuresInARow = 0;
  private openUntilMs = 0;
  private trying = false;
  private generation: Permit = 0;

  constructor(
    private readonly clock: Clock,
    private readonly limits: BreakerLimits,
  ) {}

  /** Whoever gets a permit has to tell how the call ended. */
  enter(): Entry {
    if (this.failuresInARow < this.limits.failures) return { permit: this.generation };
    const leftMs = this.openUntilMs - this.clock.now().getTime();
    if (leftMs > 0) return { refusedForMs: leftMs };
    if (this.trying) return { refusedForMs: this.limits.openMs };
    this.trying = true;
    return { permit: (this.generation += 1) };
  }

  succeeded(permit: Permit): void {
    if (permit !== this.generation) return;
    this.failuresInARow = 0;
    this.trying = false;
  }

  failed(permit: Permit): void {
    if (permit !== this.generation) return;
    this.failuresInARow += 1;
    this.trying = false;
    if (this.failuresInARow < this.limits.failures) return;
    this.openUntilMs = this.clock.now().getTime() + this.limits.openMs;
    this.generation += 1;
  }
}
