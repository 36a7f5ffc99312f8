import { ApiProperty } from '@nestjs/swagger';
import { currencies, type Currency, type Money } from '@pinglu/kernel';

/** An exact amount. */
export class MoneyResponse implements Money {
  @ApiProperty({ example: '19900', description: 'Whole number of the smallest unit; negative with a leading hyphen.' })
  readonly amountMinor: string;

  @ApiProperty({ enum: [...currencies], description: 'ISO 4217.' })
  readonly currency: Currency;
}
