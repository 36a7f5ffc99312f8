const DAY_MS = 86_400_000;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4;

const OFFSETS: Readonly<Record<string, number>> = { TH: 7, VN: 7, ID: 7 };

const offsetMs = (region: string): number => (OFFSETS[region] ?? 8) * 3_600_000;

/** Number of the local day that an instant falls on, counted from 1970. */
export const localDay = (ms: number, region: string): number => Math.floor((ms + offsetMs(region)) / DAY_MS);

/** The instant at which a local day begins. */
export const startOfDay = (day: number, region: string): number => day * DAY_MS - offsetMs(region);

/** The Monday of the week of a day. */
export const mondayOf = (day: number): number => day - ((((day - FIRST_MONDAY) % 7) + 7) % 7);

/** `2026-01-02` of a day's number. */
export const isoDate = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

export function dayOfIso(text: string): number | undefined {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms / DAY_MS;
}

/** Whether two instants bound whole local weeks from Monday on, or whole local months. */
export function isStatementWindow(window: { fromMs: number; toMs: number }, region: string): boolean {
  const from = localDay(window.fromMs, region);
  const to = localDay(window.toMs, region);
  const isWhole = window.fromMs === startOfDay(from, region) && window.toMs >= startOfDay(to + 1, region) - 1000;
  const isWeek = from === mondayOf(from) && to === from + 6;
  const isMonth = isoDate(from).endsWith('-01') && isoDate(to + 1).endsWith('-01') && to - from < 31;
  return isWhole && (isWeek || isMonth);
}
