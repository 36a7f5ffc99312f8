import { ApiProperty } from '@nestjs/swagger';
import { MoneyResponse } from './money.response.js';
import type { StatementLine } from './statement-line.js';

export class StatementLineResponse {
  @ApiProperty({ format: 'uuid' })
  readonly lineId: string;

  @ApiProperty({ format: 'uuid' })
  readonly statementId: string;

  @ApiProperty({ description: 'The identity of the row at the marketplace.' })
  readonly rowKey: string;

  @ApiProperty({ format: 'date', description: "The marketplace's day, in the shop's country." })
  readonly transactionOn: string;

  @ApiProperty({ description: "The marketplace's code of the kind of row." })
  readonly feeType: string;

  @ApiProperty({ description: 'Its name there.' })
  readonly feeName: string;

  @ApiProperty({ description: 'Whether it takes back one of its kind.' })
  readonly reversal: boolean;

  @ApiProperty({
    example: 'commission',
    description: 'The account of the ledger; suspense when the kind is not known.',
  })
  readonly account: string;

  @ApiProperty({ type: MoneyResponse, description: 'What it adds to the payout.' })
  readonly amount: MoneyResponse;

  @ApiProperty({ type: MoneyResponse, description: 'The part of the amount that is tax withheld.' })
  readonly withheld: MoneyResponse;

  @ApiProperty({ type: 'string', nullable: true })
  readonly orderNumber: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  readonly externalLineId: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  readonly sellerSku: string | null;

  constructor(line: StatementLine) {
    this.lineId = line.lineId;
    this.statementId = line.statementId;
    this.rowKey = line.rowKey;
    this.transactionOn = line.transactionOn;
    this.feeType = line.feeType;
    this.feeName = line.feeName;
    this.reversal = line.reversal;
    this.account = line.account;
    this.amount = line.amount;
    this.withheld = line.withheld;
    this.orderNumber = line.orderNumber;
    this.externalLineId = line.externalLineId;
    this.sellerSku = line.sellerSku;
  }
}
