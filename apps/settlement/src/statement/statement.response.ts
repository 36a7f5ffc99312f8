import { ApiProperty } from '@nestjs/swagger';
import type { StatementSnapshot } from '@pinglu/contracts';
import { currencies, type Currency } from '@pinglu/kernel';
import { MoneyResponse } from './money.response.js';
import { snapshotOf, type Statement } from './statement.js';

/** A statement as REST shows it: the same words as in its events. */
export class StatementResponse implements StatementSnapshot {
  @ApiProperty({ format: 'uuid' })
  readonly statementId: string;

  @ApiProperty({ format: 'uuid' })
  readonly merchantId: string;

  @ApiProperty({ format: 'uuid' })
  readonly shopId: string;

  @ApiProperty({ type: 'string', example: 'lazada' })
  readonly marketplace: StatementSnapshot['marketplace'];

  @ApiProperty({ description: "The marketplace's own number of it." })
  readonly statementNumber: string;

  @ApiProperty({ enum: [...currencies] })
  readonly currency: Currency;

  @ApiProperty({ format: 'date-time' })
  readonly from: string;

  @ApiProperty({ format: 'date-time', description: 'Exclusive.' })
  readonly to: string;

  @ApiProperty({
    enum: ['open', 'closed'],
    description: 'closed: opening and lines are the payout to the smallest unit; it never changes again.',
  })
  readonly status: 'open' | 'closed';

  @ApiProperty({ type: MoneyResponse })
  readonly opening: MoneyResponse;

  @ApiProperty({ type: MoneyResponse, description: 'Sum of the lines.' })
  readonly total: MoneyResponse;

  @ApiProperty({ type: MoneyResponse, description: 'What the marketplace says it pays out; 0 until it says so.' })
  readonly payout: MoneyResponse;

  @ApiProperty({ type: MoneyResponse, description: 'Sum of the lines of a kind that is not known yet.' })
  readonly suspense: MoneyResponse;

  @ApiProperty({ type: 'integer', minimum: 0 })
  readonly lineCount: number;

  @ApiProperty({ format: 'date-time' })
  readonly changedAt: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly version: number;

  constructor(statement: Statement) {
    Object.assign(this, snapshotOf(statement));
  }
}

/** One account of the ledger within a statement. */
export class AccountBalanceResponse {
  @ApiProperty({ example: 'commission' })
  readonly account: string;

  @ApiProperty({ type: MoneyResponse })
  readonly debit: MoneyResponse;

  @ApiProperty({ type: MoneyResponse })
  readonly credit: MoneyResponse;
}

/** One statement with its part of the ledger, by account. */
export class StatementDetailResponse extends StatementResponse {
  @ApiProperty({ type: MoneyResponse, description: 'A debt that the next statement opens with; 0 or below.' })
  readonly carriedForward: MoneyResponse;

  @ApiProperty({ type: [AccountBalanceResponse] })
  readonly accounts: readonly AccountBalanceResponse[];

  constructor(statement: Statement, balances: readonly { account: string; debitMinor: string; creditMinor: string }[]) {
    super(statement);
    const { currency, carriedMinor } = statement;
    this.carriedForward = { amountMinor: carriedMinor, currency };
    this.accounts = balances.map(({ account, debitMinor, creditMinor }) => ({
      account,
      debit: { amountMinor: debitMinor, currency },
      credit: { amountMinor: creditMinor, currency },
    }));
  }
}
