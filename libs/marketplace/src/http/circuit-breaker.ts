import type { Clock } from '@pinglu/kernel';

export interface BreakerLimits {
  readonly failures: number;
  readonly openMs: number;
}

/**
 * Stops calling a marketplace that does not answer, so that thousands of callers do not each wait for a timeout. After
 * `openMs` one call goes through to try; the others are still refused until it has come back.
 */
export class CircuitBreaker {
  private failuresInARow = 0;
  private openUntilMs = 0;
  private trying = false;

  constructor(
    private readonly clock: Clock,
    private readonly limits: BreakerLimits,
  ) {}

  /** 0 when a call may be made (and then its end must be told); else how long it may not. */
  refusesForMs(): number {
    if (this.failuresInARow < this.limits.failures) return 0;
    const leftMs = this.openUntilMs - this.clock.now().getTime();
    if (leftMs > 0) return leftMs;
    if (this.trying) return this.limits.openMs;
    this.trying = true;
    return 0;
  }

  succeeded(): void {
    this.failuresInARow = 0;
    this.trying = false;
  }

  failed(): void {
    this.failuresInARow += 1;
    this.trying = false;
    if (this.failuresInARow >= this.limits.failures) {
      this.openUntilMs = this.clock.now().getTime() + this.limits.openMs;
    }
  }
}
