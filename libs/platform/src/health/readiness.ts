export interface CheckReport {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, in words. The cause of a failure is in the log: this page may be seen by strangers. */
  readonly sentence: string;
}

export interface ReadinessReport {
  readonly ready: boolean;
  readonly checks: readonly CheckReport[];
}

type Check = () => Promise<void>;

/** Whether work may be sent to this process: every registered check passes and nobody asked it to stop. */
export class Readiness {
  private readonly checks = new Map<string, Check>();
  private draining = false;

  /** @param deadlineMs how long one check may take before it counts as failed. */
  constructor(
    private readonly deadlineMs = 2_000,
    private readonly onFailure: (name: string, error: unknown) => void = () => undefined,
  ) {}

  /** `check` resolves when all is well and rejects otherwise. A later check of the same name replaces the earlier. */
  register(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  /** From now on not ready, whatever the checks say; called first when stopping, so that no new work arrives. */
  startDraining(): void {
    this.draining = true;
  }

  async report(): Promise<ReadinessReport> {
    const checks = await Promise.all([...this.checks].map(([name, check]) => this.run(name, check)));
    if (this.draining) checks.push({ name: 'shutdown', ok: false, sentence: 'The process is shutting down.' });
    return { ready: checks.every((check) => check.ok), checks };
  }

  private async run(name: string, check: Check): Promise<CheckReport> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), this.deadlineMs);
    });
    try {
      const outcome = await Promise.race([check().then(() => 'passed' as const), late]);
      if (outcome === 'passed') return { name, ok: true, sentence: 'All is well.' };
      return { name, ok: false, sentence: `The check did not answer within ${this.deadlineMs} ms.` };
    } catch (error) {
      this.onFailure(name, error);
      return { name, ok: false, sentence: 'The check failed; the log says why.' };
    } finally {
      clearTimeout(timer);
    }
  }
}
