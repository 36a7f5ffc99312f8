import { ChainClient, runSoak, RunningStack, soakProfiles, type SoakResult } from '@pinglu/testing';
import type { BenchOptions } from '../options.js';
import type { Bench, BenchResult } from '../report.js';
import { kafkaEvents } from './bus-events.js';
import { soakTable } from './soak-table.js';

const PEAK_PER_MINUTE = 90;
/** Only ever used up by a difference that stays; after many minutes of refusals there is a queue to be worked off. */
const SETTLE_WITHIN_MS = 900_000;

/** All of `npm start` under buyers and faults; afterwards the marketplace's books and ours must be even. */
export const soakBench: Bench = {
  name: 'soak',
  about: 'Buyers come while pushes are lost, calls refused and tokens killed: is anything lost, doubled or oversold?',
  byNameOnly: true,
  run: async (say, { minutes, marketplace, seed }: BenchOptions): Promise<BenchResult> => {
    const profile = soakProfiles.get(marketplace);
    if (!profile)
      throw new Error(`No soak is known for ${marketplace}; use one of ${[...soakProfiles.keys()].join()}.`);
    const stack = await RunningStack.prepare();
    try {
      say(`Starting everything; ${minutes} minutes of ${marketplace} with the seed ${seed} …`);
      await stack.start();
      const events = kafkaEvents(stack);
      const result = await runSoak({
        ...{ stack, profile, seed, say },
        client: new ChainClient(stack, profile.marketplace),
        durationMs: minutes * 60_000,
        peakPerMinute: PEAK_PER_MINUTE,
        scarce: true,
        settleWithinMs: SETTLE_WITHIN_MS,
        ...(events !== undefined && { events }),
      });
      for (const line of soakTable(result)) say(line);
      return toBenchResult(result, { minutes, seed });
    } finally {
      await stack.stop();
      await stack.remove();
    }
  },
};

function toBenchResult(
  { counts, settledAfterMs, ...result }: SoakResult,
  run: Pick<BenchOptions, 'minutes' | 'seed'>,
): BenchResult {
  const { most, allowed } = result.stockCallsPerSecond;
  const whileBanned = result.whileBanned && Object.values(result.whileBanned).reduce((sum, count) => sum + count, 0);
  return {
    counts: true,
    figures: {
      ...run,
      ...(settledAfterMs !== undefined && { 'settled after.s': Math.round(settledAfterMs / 1_000) }),
      ...Object.fromEntries(counts.flatMap(({ what, ours }) => (ours === undefined ? [] : [[what, ours]]))),
    },
    floors: Object.fromEntries(counts.flatMap(({ what, theirs }) => (theirs === undefined ? [] : [[what, theirs]]))),
    ratios: {
      ...{ lost: result.lost, doubled: result.doubled, oversold: result.oversold },
      ...(whileBanned !== undefined && { whileBanned }),
      'most stock calls to allowed': most / allowed,
    },
    targets: [
      ...['lost', 'doubled', 'oversold', 'whileBanned'].map((ratio) => ({ ratio, atMost: 0 })),
      { ratio: 'most stock calls to allowed', atMost: 1 },
    ],
  };
}
