import type { SalesCountry } from '../port/types.js';

/** None of the countries has summer time. */
const utcOffsetHours: Readonly<Record<SalesCountry, number>> = { SG: 8, MY: 8, TH: 7, VN: 7, PH: 8, ID: 7 };

const dayMs = 86_400_000;

/** First moment of a calendar day (`YYYY-MM-DD`) in the shop's country. */
export const startOfDay = (day: string, country: SalesCountry): Date =>
  new Date(Date.parse(`${day}T00:00:00Z`) - utcOffsetHours[country] * 3_600_000);

export const dayIn = (instant: Date, country: SalesCountry): string =>
  new Date(instant.getTime() + utcOffsetHours[country] * 3_600_000).toISOString().slice(0, 10);

export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** In Unix seconds, both included. */
export const secondsOfDay = (day: string, country: SalesCountry): { from: number; to: number } => ({
  from: startOfDay(day, country).getTime() / 1000,
  to: startOfDay(nextDay(day), country).getTime() / 1000 - 1,
});
