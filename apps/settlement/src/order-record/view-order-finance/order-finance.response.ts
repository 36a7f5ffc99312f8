import { ApiProperty } from '@nestjs/swagger';
import type { PostedEntry } from '../../ledger/ledger.repository.js';
import { MoneyResponse } from '../../statement/money.response.js';
import type { StatementLine } from '../../statement/statement-line.js';
import { StatementLineResponse } from '../../statement/statement-line.response.js';
import type { OrderRecord } from '../order-record.js';
import { orderFinance } from './order-finance.js';

class ExpectedResponse {
  @ApiProperty({ type: MoneyResponse, description: 'What the buyer pays for the goods.' })
  readonly sales: MoneyResponse;

  @ApiProperty({ example: 'delivered' })
  readonly orderStatus: string;
}

class AccountAmountResponse {
  @ApiProperty({ example: 'commission' })
  readonly account: string;

  @ApiProperty({ type: MoneyResponse, description: 'Above zero is in the favour of the merchant.' })
  readonly amount: MoneyResponse;
}

class PostingResponse {
  @ApiProperty({ example: 'marketplace_clearing' })
  readonly account: string;

  @ApiProperty({ enum: ['debit', 'credit'] })
  readonly side: 'debit' | 'credit';

  @ApiProperty({ type: MoneyResponse })
  readonly amount: MoneyResponse;
}

class EntryResponse {
  @ApiProperty({ format: 'uuid' })
  readonly entryId: string;

  @ApiProperty({ enum: ['line', 'reversal', 'correction', 'payout'] })
  readonly kind: PostedEntry['kind'];

  @ApiProperty({ description: 'What it was made from; never twice in a shop.' })
  readonly sourceKey: string;

  @ApiProperty({ format: 'date' })
  readonly effectiveOn: string;

  @ApiProperty({ type: [PostingResponse] })
  readonly postings: readonly PostingResponse[];
}

/** The money of one order: expected beside actual. */
export class OrderFinanceResponse {
  @ApiProperty({ example: 'lazada' })
  readonly marketplace: string;

  @ApiProperty()
  readonly orderNumber: string;

  @ApiProperty({ format: 'uuid' })
  readonly shopId: string;

  @ApiProperty({ type: ExpectedResponse, nullable: true, description: 'Null when the order itself is not known yet.' })
  readonly expected: ExpectedResponse | null;

  @ApiProperty({ type: MoneyResponse, nullable: true, description: 'Sum of its lines; null while there are none.' })
  readonly total: MoneyResponse | null;

  @ApiProperty({ type: [AccountAmountResponse] })
  readonly byAccount: readonly AccountAmountResponse[];

  @ApiProperty({
    type: MoneyResponse,
    nullable: true,
    description: 'Sales paid less sales expected; zero is as expected.',
  })
  readonly salesDifference: MoneyResponse | null;

  @ApiProperty({ type: [StatementLineResponse] })
  readonly lines: readonly StatementLineResponse[];

  @ApiProperty({ type: [EntryResponse] })
  readonly entries: readonly EntryResponse[];

  constructor(
    key: { marketplace: string; orderNumber: string; shopId: string },
    {
      order,
      lines,
      entries,
    }: { order: OrderRecord | null; lines: readonly StatementLine[]; entries: readonly PostedEntry[] },
  ) {
    this.marketplace = key.marketplace;
    this.orderNumber = key.orderNumber;
    this.shopId = key.shopId;
    this.expected = order && { sales: order.total, orderStatus: order.status };
    const currency = lines[0]?.amount.currency ?? order?.total.currency;
    const finance = currency === undefined ? null : orderFinance(lines, order?.total ?? null, currency);
    this.total = lines.length > 0 ? (finance?.total ?? null) : null;
    this.byAccount = finance?.byAccount ?? [];
    this.salesDifference = finance?.salesDifference ?? null;
    this.lines = lines.map((line) => new StatementLineResponse(line));
    this.entries = entries;
  }
}
