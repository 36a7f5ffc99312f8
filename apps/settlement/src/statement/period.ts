const DAY_MS = 86_400_000;

/** Hours ahead of UTC. None of these countries moves its clocks; Indonesia's marketplaces book in Western time. */
const utcOffsetHours: Readonly<Record<string, number>> = { SG: 8, MY: 8, TH: 7, VN: 7, PH: 8, ID: 7 };

const offsetMs = (country: string): number => (utcOffsetHours[country] ?? 0) * 3_600_000;

/** The calendar day, `YYYY-MM-DD`, that it is in a country at an instant. UTC for a country that is not sold to. */
export const dayIn = (country: string, instant: Date): string =>
  new Date(instant.getTime() + offsetMs(country)).toISOString().slice(0, 10);

/** The first instant of a calendar day in a country. */
export const startOfDay = (country: string, day: string): Date =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) - offsetMs(country));

/** @param days may be below zero */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);
