const WINDOW_MINUTES = 360;
const MINUTE_MS = 60_000;
/** Below this many pushes in six hours nobody is judged. */
const MIN_PUSHES = 600;

export type PushStatus = 'Normal' | 'Warning' | 'Suspended';

interface Minute {
  acknowledged: number;
  failed: number;
}

/** How well an app takes its pushes: the last six hours of the movable clock. */
export class PushHealth {
  private readonly minutes = new Map<number, Minute>();
  private suspendedMs: number | undefined;

  constructor(private readonly nowMs: () => number) {}

  record(acknowledged: boolean): void {
    const minute = Math.floor(this.nowMs() / MINUTE_MS);
    const counts = this.minutes.get(minute) ?? { acknowledged: 0, failed: 0 };
    if (acknowledged) counts.acknowledged += 1;
    else counts.failed += 1;
    this.minutes.set(minute, counts);
    const { total, share } = this.window();
    if (total > MIN_PUSHES && share < 0.3) this.suspendedMs ??= this.nowMs();
  }

  get status(): PushStatus {
    if (this.suspendedMs !== undefined) return 'Suspended';
    const { total, share } = this.window();
    return total > MIN_PUSHES && share < 0.7 ? 'Warning' : 'Normal';
  }

  /** When pushes were switched off; undefined while they are not. */
  get suspendedAtMs(): number | undefined {
    return this.suspendedMs;
  }

  /** The address was saved anew: the account starts from nothing. */
  restart(): void {
    this.suspendedMs = undefined;
    this.minutes.clear();
  }

  private window(): { total: number; share: number } {
    const first = Math.floor(this.nowMs() / MINUTE_MS) - WINDOW_MINUTES;
    let acknowledged = 0;
    let total = 0;
    for (const [minute, counts] of this.minutes) {
      if (minute <= first) {
        this.minutes.delete(minute);
        continue;
      }
      acknowledged += counts.acknowledged;
      total += counts.acknowledged + counts.failed;
    }
    return { total, share: total === 0 ? 1 : acknowledged / total };
  }
}
