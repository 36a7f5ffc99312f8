/** The life of a promotion follows from its times, unless a seller ended or removed it. */
export type Staging = 'upcoming' | 'ongoing' | 'expired';

export interface Period {
  readonly startMs: number;
  readonly endMs: number;
}

export const HOUR_MS = 3_600_000;
const LONGEST_MS = 180 * 24 * HOUR_MS;

export function stagingOf({ startMs, endMs }: Period, nowMs: number): Staging {
  if (nowMs >= endMs) return 'expired';
  return nowMs >= startMs ? 'ongoing' : 'upcoming';
}

/** Why a promotion cannot last like this: it begins in an hour or later, lasts an hour or more, and ends in 180 days. */
export function checkPeriod({ startMs, endMs }: Period, nowMs: number): string | undefined {
  if (startMs < nowMs + HOUR_MS) return 'The start time must be at least one hour later than now.';
  if (endMs < startMs + HOUR_MS) return 'The end time must be at least one hour later than the start time.';
  return endMs - startMs >= LONGEST_MS ? 'A promotion must last less than 180 days.' : undefined;
}

/** A list as sellers page through it, the first page being 1. */
export function pageOf<T>(list: readonly T[], pageNo: number, pageSize: number): { page: T[]; more: boolean } {
  const from = (Math.max(1, pageNo) - 1) * pageSize;
  return { page: list.slice(from, from + pageSize), more: from + pageSize < list.length };
}
