import type { OperationName } from '../port/capabilities.js';
import { InvalidRequestError } from '../port/errors.js';
import { longestWindowMs, shopeeCapabilities } from './capabilities.js';

/** Of the time of the last change. */
interface Window {
  readonly since: Date;
  readonly until: Date;
  readonly cursor?: string | null;
}

/**
 * A part of a window of time, in Unix seconds, the first and the last included. A cursor of Shopee's is a count: when a
 * row changes while a list is read by pages, the rows behind it move up and one is skipped. So a part is made so short
 * that it has one page.
 */
export interface Part {
  readonly from: number;
  readonly to: number;
}

const secondsOf = (instant: Date): number => Math.floor(instant.getTime() / 1000);
const longestPart = longestWindowMs / 1000;
/** Shopee wants the beginning before the end. */
const shortestPart = 1;

export function partIn({ since, until, cursor }: Window, operation: OperationName): Part {
  const to = secondsOf(until);
  if (cursor === null || cursor === undefined) return partOf(secondsOf(since), longestPart, to);
  const [, from, seconds] = /^(\d{1,11})\.(\d{1,8})$/.exec(cursor) ?? [];
  if (from !== undefined && seconds !== undefined) return partOf(Number(from), Number(seconds), to);
  throw new InvalidRequestError(
    { cause: 'The cursor is not one of this list.', advice: 'Begin again without a cursor.' },
    { marketplace: 'shopee', operation },
  );
}

const partOf = (from: number, seconds: number, end: number): Part => ({
  from,
  to: Math.max(from + shortestPart, Math.min(end, from + Math.min(seconds, longestPart))),
});

/** The first half of it; null when it cannot be shorter. */
export const halfOf = ({ from, to }: Part): Part | null =>
  to - from <= shortestPart ? null : { from, to: from + Math.max(shortestPart, Math.floor((to - from) / 2)) };

/**
 * Where the part after this one begins, and how long it is to be; null at the end. Parts that begin in the future are left
 * out: nothing is in them. The part that reaches into it is read as it is, for Shopee's clock need not be ours.
 */
export function cursorAfter({ from, to }: Part, listed: number, window: Window, now: Date): string | null {
  if (to >= secondsOf(window.until) || to > secondsOf(now)) return null;
  const seconds = listed > ordersPerPage / 2 ? to - from : (to - from) * 2;
  return `${to}.${Math.min(seconds, longestPart)}`;
}

const { ordersPerPage } = shopeeCapabilities.limits;

export interface PageOfPart<Row> {
  readonly rows: readonly Row[];
  /** Of the next page; null when this is all. */
  readonly cursor: string | null;
}
