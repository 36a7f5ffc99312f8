import type { TrueReport } from './marketplace/marketplace-profile.js';
import type { Sample } from './world/service-metrics.js';

type Counts = Readonly<Record<string, number>>;

const countsSince = (now: Counts, before: Counts): Record<string, number> =>
  Object.fromEntries(
    Object.entries(now)
      .map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
      .filter(([, count]) => count !== 0),
  );

/** What a report counts beyond an earlier one. */
export const reportSince = (now: TrueReport, before: TrueReport): TrueReport => ({
  pushes: countsSince(now.pushes, before.pushes),
  calls: Object.fromEntries(
    Object.entries(now.calls).map(([path, codes]) => [path, countsSince(codes, before.calls[path] ?? {})]),
  ),
  whileBanned: now.whileBanned && countsSince(now.whileBanned, before.whileBanned ?? {}),
});

const identity = ({ name, labels }: Sample): string => `${name} ${JSON.stringify(labels)}`;

/** What the metrics count beyond earlier ones. Of gauges it says nothing useful. */
export function metricsSince(now: readonly Sample[], before: readonly Sample[]): Sample[] {
  const earlier = new Map(before.map((sample) => [identity(sample), sample.value]));
  return now.map((sample) => ({ ...sample, value: sample.value - (earlier.get(identity(sample)) ?? 0) }));
}
