import { createHash } from 'node:crypto';
import { addMoney, money, newId, type Money, type ShopId, type StatementId } from '@pinglu/kernel';
import type { FinanceRow } from '@pinglu/marketplace';
import type { Account } from '../ledger/account.js';
import { accountOf } from '../ledger/fee-rules.js';

/** A row of the marketplace as it counts in a statement. */
export interface StatementLine {
  readonly lineId: string;
  readonly shopId: ShopId;
  readonly statementId: StatementId;
  readonly marketplace: string;
  /** The marketplace's own identity of the row. */
  readonly rowKey: string;
  /** Changes when, and only when, the row says something else that counts. */
  readonly factsHash: string;
  /** 1, and one more each time the marketplace changed the row. */
  readonly revision: number;
  /** In the marketplace's words. */
  readonly feeType: string;
  readonly feeName: string;
  readonly reversal: boolean;
  readonly account: Account;
  /** What it adds to the payout; below zero when it is taken from the seller. */
  readonly amount: Money;
  readonly withheld: Money;
  readonly orderNumber: string | null;
  readonly externalLineId: string | null;
  readonly sellerSku: string | null;
  /** `YYYY-MM-DD` in the shop's country. */
  readonly transactionOn: string;
  readonly transactionAt: Date;
}

const hash = (facts: unknown): string => createHash('sha256').update(JSON.stringify(facts)).digest('base64url');

/** Of the row as it came. */
export const contentHash = (row: FinanceRow): string => hash(row.raw);

/** Only what moves money or moves the row elsewhere: that a row has been paid meanwhile is no reason to book it again. */
export const factsHash = (row: FinanceRow): string =>
  hash([
    row.type,
    row.amount,
    row.withheldTax,
    row.withheldTaxIncluded,
    row.orderNumber,
    row.externalLineId,
    row.statementNumber,
    row.transactionOn,
  ]);

export function lineOf(
  row: FinanceRow,
  {
    shopId,
    statementId,
    marketplace,
    now,
  }: { shopId: ShopId; statementId: StatementId; marketplace: string; now: Date },
): StatementLine {
  return {
    lineId: newId(now.getTime()),
    shopId,
    statementId,
    marketplace,
    rowKey: row.externalRowId,
    factsHash: factsHash(row),
    revision: 1,
    feeType: row.type,
    feeName: row.typeName,
    reversal: row.reversal,
    account: accountOf(marketplace, row.type),
    amount: row.withheldTaxIncluded ? row.amount : addMoney(row.amount, row.withheldTax),
    withheld: money(row.withheldTax.amountMinor, row.amount.currency),
    orderNumber: row.orderNumber,
    externalLineId: row.externalLineId,
    sellerSku: row.sellerSku,
    transactionOn: row.transactionOn,
    transactionAt: row.transactionAt,
  };
}
