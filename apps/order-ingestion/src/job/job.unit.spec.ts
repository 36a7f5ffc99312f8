import { Logger } from '@pinglu/platform';
import { inParallel } from './in-parallel.js';
import { Job } from './job.js';
import { retryDelayMs } from './retry-delay.js';

class SilentLogger extends Logger {
  readonly warnings: string[] = [];
  debug(): void {}
  info(): void {}
  warn(message: string): void {
    this.warnings.push(message);
  }
  error(): void {}
}

/** A round that a spec lets go on, one at a time. */
class Rounds {
  began = 0;
  private waiting: ((more: boolean) => void)[] = [];
  private watching: { count: number; seen: () => void }[] = [];

  readonly round = (): Promise<boolean> => {
    this.began += 1;
    for (const { count, seen } of this.watching) if (this.began >= count) seen();
    return new Promise((resolve) => this.waiting.push(resolve));
  };
  end(more: boolean): void {
    this.waiting.shift()!(more);
  }
  reach(count: number): Promise<void> {
    if (this.began >= count) return Promise.resolve();
    return new Promise((resolve) => this.watching.push({ count, seen: resolve }));
  }
}

describe('a job', () => {
  const NEVER_MS = 1_000_000;

  it('goes on at once while there is more, and when it is rung during a round or a rest', async () => {
    const rounds = new Rounds();
    const job = new Job({ name: 'spec', restMs: NEVER_MS, round: rounds.round, logger: new SilentLogger() });
    job.start();
    await rounds.reach(1);
    rounds.end(true);
    await rounds.reach(2);
    job.ring();
    rounds.end(false);
    await rounds.reach(3);
    rounds.end(false);
    setImmediate(() => job.ring());
    await rounds.reach(4);
    const stopped = job.stop();
    rounds.end(true);
    await stopped;
    expect(rounds.began).toBe(4);
  });

  it('survives a round that fails', async () => {
    const logger = new SilentLogger();
    const rounds = new Rounds();
    let failed = false;
    const round = async () => {
      if (failed) return rounds.round();
      failed = true;
      throw new Error('No database.');
    };
    const job = new Job({ name: 'spec', restMs: 1, round, logger });
    job.start();
    await rounds.reach(1);
    const stopped = job.stop();
    rounds.end(false);
    await stopped;
    expect(logger.warnings).toHaveLength(1);
  });
});

describe('running in parallel', () => {
  it('does every item once, no more at a time than allowed, and tells the first error in the end', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    const run = inParallel([1, 2, 3, 4, 5], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (item === 2) throw new Error('The second fails.');
      done.push(item);
    });
    await expect(run).rejects.toThrow('The second fails.');
    expect(most).toBe(2);
    expect(done).toEqual([1, 3, 4, 5]);
  });
});

describe('the delay of a retry', () => {
  it('doubles from a second to ten minutes, and is spread over its upper half', () => {
    expect([1, 2, 3, 99].map((attempts) => retryDelayMs(attempts, () => 0))).toEqual([500, 1_000, 2_000, 300_000]);
    expect(retryDelayMs(1, () => 0.999)).toBe(1_000);
  });
});
