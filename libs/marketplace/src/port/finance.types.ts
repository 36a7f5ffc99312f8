import type { Money } from '@pinglu/kernel';

export interface FinanceWindow {
  /** Calendar days of the shop's country, `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  readonly cursor?: string | null;
}

export type FinanceRowKind = 'sale' | 'refund' | 'fee' | 'shipping' | 'voucher' | 'adjustment' | 'tax' | 'other';

/** One line of the marketplace's account with the seller. Positive is owed to the seller. */
export interface FinanceRow {
  /** The same whenever and in whatever window the row is read. */
  readonly externalRowId: string;
  readonly kind: FinanceRowKind;
  /** The marketplace's code of the fee; `reversal` says that it takes one of that kind back. */
  readonly type: string;
  readonly typeName: string;
  readonly reversal: boolean;
  readonly amount: Money;
  readonly tax: Money;
  readonly withheldTax: Money;
  /** Whether `amount` already has `withheldTax` in it. */
  readonly withheldTaxIncluded: boolean;
  readonly orderNumber: string | null;
  readonly externalLineId: string | null;
  readonly sellerSku: string | null;
  /** Null when the row belongs to no statement yet. */
  readonly statementNumber: string | null;
  readonly statementFrom: string | null;
  readonly statementTo: string | null;
  readonly paid: boolean;
  /** Calendar day in the shop's country, `YYYY-MM-DD`. */
  readonly transactionOn: string;
  /** Start of that day. */
  readonly transactionAt: Date;
  /** The row as it came. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface PayoutStatement {
  readonly statementNumber: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly openingBalance: Money;
  readonly closingBalance: Money;
  readonly itemRevenue: Money;
  readonly otherRevenue: Money;
  /** As the marketplace writes them: amounts that are taken from the seller, without a sign of their own. */
  readonly fees: Money;
  readonly refunds: Money;
  readonly feesOnRefunds: Money;
  readonly guaranteeDeposit: Money;
  readonly payout: Money;
  readonly paid: boolean;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Money on its way from the marketplace to the seller's bank. */
export interface PayoutTransfer {
  readonly transferId: string;
  readonly paidAt: Date;
  /** What left the marketplace's account, and what arrives; the currencies may differ. */
  readonly sent: Money;
  readonly received: Money;
  /** Decimal text; `1` when no money was changed. */
  readonly exchangeRate: string;
  readonly service: string | null;
}

export interface TransfersWindow {
  readonly since: Date;
  readonly until: Date;
  readonly cursor?: string | null;
}

/** A file that the marketplace makes in its own time. */
export type IncomeReport =
  | { readonly state: 'running' | 'failed' }
  /** The address does not last; fetch it at once. */
  | { readonly state: 'ready'; readonly fileName: string; readonly url: string };
