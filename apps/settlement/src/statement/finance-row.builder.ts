import { money } from '@pinglu/kernel';
import type { FinanceRow } from '@pinglu/marketplace';

/** A sale of 199 baht, unless told otherwise. */
export const financeRow = (change: Partial<FinanceRow> = {}): FinanceRow => ({
  externalRowId: 'row-1',
  kind: 'sale',
  type: '13',
  typeName: 'Item Price Credit',
  reversal: false,
  amount: money(19900n, 'THB'),
  tax: money(0n, 'THB'),
  withheldTax: money(0n, 'THB'),
  withheldTaxIncluded: false,
  orderNumber: '987654321012345',
  externalLineId: '987654321112345',
  sellerSku: 'QZ-CUP-BLUE',
  statementNumber: 'TH10ABC-20261102',
  statementFrom: '2026-11-02',
  statementTo: '2026-11-02',
  paid: false,
  transactionOn: '2026-11-02',
  transactionAt: new Date('2026-11-01T17:00:00.000Z'),
  raw: { amount: '199.00' },
  ...change,
});
