/** The value below which `share` of the samples lie: 0.5 is the median. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const sum = (samples: readonly number[]): number => samples.reduce((total, each) => total + each, 0);

export const perSecond = (count: number, milliseconds: number): number => (count / milliseconds) * 1000;

export async function timed<T>(work: () => Promise<T>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export function inBatches<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
