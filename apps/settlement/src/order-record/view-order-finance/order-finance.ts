import { addMoney, money, negate, sumMoney, type Currency, type Money } from '@pinglu/kernel';
import type { Account } from '../../ledger/account.js';
import type { StatementLine } from '../../statement/statement-line.js';

/** What an order brought in, by account, and how that differs from what was sold. */
export interface OrderFinance {
  readonly total: Money;
  readonly byAccount: readonly { readonly account: Account; readonly amount: Money }[];
  /** Sales of the statements less what was sold; null while either is unknown. Zero is as expected. */
  readonly salesDifference: Money | null;
}

export function orderFinance(
  lines: readonly StatementLine[],
  expected: Money | null,
  currency: Currency,
): OrderFinance {
  const byAccount = new Map<Account, Money>();
  const add = (account: Account, amount: Money): void => {
    byAccount.set(account, addMoney(byAccount.get(account) ?? money(0n, amount.currency), amount));
  };
  for (const { account, amount, withheld } of lines) {
    add(account, addMoney(amount, negate(withheld)));
    if (withheld.amountMinor !== '0') add('tax_withheld', withheld);
  }
  const sales = byAccount.get('sales');
  return {
    total: sumMoney(
      lines.map(({ amount }) => amount),
      currency,
    ),
    byAccount: [...byAccount].map(([account, amount]) => ({ account, amount })),
    salesDifference: sales && expected ? addMoney(sales, negate(expected)) : null,
  };
}
