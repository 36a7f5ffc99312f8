// Generated from the JSON Schemas beside this file by libs/contracts/scripts/generate.mjs. Do not edit.

import type { Money } from '@pinglu/kernel';

/**
 * Published when a statement is complete: opening and lines are the payout to the smallest unit, and no line is in suspense.
 */
export type StatementClosed = StatementSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'closed';
};
/**
 * Published when a statement was opened, and again whenever it changed while it is open: further lines, or what the marketplace says it pays out.
 */
export type StatementOpened = StatementSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'open';
};

/**
 * Event type → the data it carries.
 */
export interface SettlementEventData {
  'com.pinglu.settlement.statement_closed.v1': StatementClosed;
  'com.pinglu.settlement.statement_opened.v1': StatementOpened;
}
/**
 * The whole public state of a statement, the account of a shop at a marketplace for one period, after the change that the event names.
 */
export interface StatementSnapshot {
  /**
   * Id of the statement: a UUID in lower case.
   */
  statementId: string;
  /**
   * Id of the merchant that owns it: a UUID in lower case.
   */
  merchantId: string;
  /**
   * Id of the shop: a UUID in lower case.
   */
  shopId: string;
  /**
   * The marketplace in our words.
   */
  marketplace: 'lazada' | 'shopee' | 'tiktok-shop';
  /**
   * Number of the statement as the marketplace gives it: 1 to 100 characters.
   */
  statementNumber: string;
  /**
   * Currency of every amount in it: ISO 4217.
   */
  currency: 'SGD' | 'MYR' | 'THB' | 'VND' | 'PHP' | 'IDR' | 'CNY' | 'USD';
  /**
   * Begin of the period, the first instant that belongs to it: RFC 3339 in UTC, ending in Z.
   */
  from: string;
  /**
   * End of the period, the first instant after it: RFC 3339 in UTC, ending in Z.
   */
  to: string;
  /**
   * open: lines may be missing or not understood. closed: opening and lines are the payout to the smallest unit; it never changes again.
   */
  status: 'open' | 'closed';
  /**
   * Balance brought forward from the period before.
   */
  opening: Money;
  /**
   * Sum of the lines, in the favour of the merchant when above 0.
   */
  total: Money;
  /**
   * What the marketplace says it pays out for the period.
   */
  payout: Money;
  /**
   * Sum of the lines of a kind that is not known yet; a statement with any stays open.
   */
  suspense: Money;
  /**
   * How many lines it has.
   */
  lineCount: number;
  /**
   * When the statement changed: RFC 3339 in UTC, ending in Z.
   */
  changedAt: string;
  /**
   * Version of the aggregate: 1 when it is created, one more with every change. A gap tells a reader that it missed an event; this event already holds the whole state.
   */
  version: number;
}
