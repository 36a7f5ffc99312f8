import { msUntilMidnight } from '../http/quota-reset.js';
import { currencyOfCountry, type SalesCountry } from '../port/types.js';

/** Lazada writes times in the local time of the site. None of its countries has summer time. */
export const utcOffsetOf: Readonly<Record<SalesCountry, string>> = {
  SG: '+08:00',
  MY: '+08:00',
  TH: '+07:00',
  VN: '+07:00',
  PH: '+08:00',
  ID: '+07:00',
};

/** From `th`, `TH`, `lazada_th`, `LAZADA_TH` or `lazada-th`; null when it is no site that we sell on. */
export function countryOfSite(site: string): SalesCountry | null {
  const code = /^(?:lazada[_-])?([a-z]{2})$/i.exec(site)?.[1]?.toUpperCase() ?? '';
  return Object.hasOwn(currencyOfCountry, code) ? (code as SalesCountry) : null;
}

/** `2026-01-02T03:04:05+07:00`, in whole seconds. */
export function toSiteTime(instant: Date, country: SalesCountry): string {
  const offset = utcOffsetOf[country];
  return new Date(instant.getTime() + offsetMs(offset)).toISOString().slice(0, 19) + offset;
}

/** Reads `2026-01-02 10:13:29 +0800` and ISO 8601 with an offset; null when it is neither. */
export function fromSiteTime(text: string): Date | null {
  const [, day, time, hours, minutes] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(?:([+-]\d\d):?(\d\d)|Z)$/.exec(text) ?? [];
  if (day === undefined) return null;
  return validDate(`${day}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`);
}

/** Reads `2026-01-02 10:13:29`, which is the local time of the site. */
export function fromLocalTime(text: string, country: SalesCountry): Date | null {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return null;
  return validDate(`${text.replace(' ', 'T')}${utcOffsetOf[country]}`);
}

/** `2026-01-02 10:13:29`, in the local time of the site. */
export const toLocalTime = (instant: Date, country: SalesCountry): string =>
  toSiteTime(instant, country).slice(0, 19).replace('T', ' ');

/** The first moment of a calendar day at the site. */
export const startOfDay = (day: string, country: SalesCountry): Date =>
  new Date(`${day}T00:00:00${utcOffsetOf[country]}`);

/** Until the quotas of a day begin anew at the site; at Lazada's own where it is about no site. */
export const msUntilQuotaReset = (instant: Date, country: SalesCountry | null): number =>
  msUntilMidnight(instant, offsetMs(utcOffsetOf[country ?? 'SG']) / 60_000);

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `02 Jan 2026` becomes `2026-01-02`; null when it is no such day. */
export function fromStatementDay(text: string): string | null {
  const [, day, name, year] = /^(\d{1,2}) ([A-Za-z]{3}) (\d{4})$/.exec(text.trim()) ?? [];
  const month = months.indexOf(name ?? '') + 1;
  if (day === undefined || month === 0) return null;
  const iso = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDay(iso) ? iso : null;
}

/** The calendar day after `day`, both `YYYY-MM-DD`. */
export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

function validDate(iso: string): Date | null {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? null : date;
}

function offsetMs(offset: string): number {
  return Number(offset.slice(0, 3)) * 3_600_000;
}
