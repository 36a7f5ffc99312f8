import type { Money } from '../api/types.js';

/** An exact amount in the reader's writing: the digits are moved as text, never through a binary fraction. */
export function formatMoney({ amountMinor, currency }: Money, language: string): string {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const negative = amountMinor.startsWith('-');
  const padded = amountMinor.replace('-', '').padStart(digits + 1, '0');
  const whole = BigInt(padded.slice(0, padded.length - digits)).toLocaleString(language);
  const fraction = digits === 0 ? '' : `.${padded.slice(-digits)}`;
  return `${negative ? '−' : ''}${whole}${fraction} ${currency}`;
}

/** Date and time of day, in the reader's own time zone. */
export const formatInstant = (instant: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(instant));

/** Time of day to the thousandth of a second: steps follow each other quickly. */
export const formatTime = (instant: string, language: string): string =>
  new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  }).format(new Date(instant));

/** How long after the first instant the second one is: `+0.42 s`, `+3 min 5 s`, `+2 d 4 h`. */
export function formatDelay(from: string, to: string): string {
  const ms = Date.parse(to) - Date.parse(from);
  const sign = ms < 0 ? '−' : '+';
  const seconds = Math.abs(ms) / 1000;
  if (seconds < 60) return `${sign}${seconds.toFixed(2)} s`;
  const [big, small] = [...units]
    .reverse()
    .find(({ size }) => seconds >= size)!
    .parts(seconds);
  return `${sign}${big} ${small}`;
}

const part = (value: number, unit: string): string => `${Math.floor(value)} ${unit}`;

const units = [
  { size: 60, parts: (s: number) => [part(s / 60, 'min'), part(s % 60, 's')] },
  { size: 3_600, parts: (s: number) => [part(s / 3_600, 'h'), part((s % 3_600) / 60, 'min')] },
  { size: 86_400, parts: (s: number) => [part(s / 86_400, 'd'), part((s % 86_400) / 3_600, 'h')] },
];
