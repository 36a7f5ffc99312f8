import { ApiProperty } from '@nestjs/swagger';
import type { MerchantId } from '@pinglu/kernel';
import { merchantStatuses, type Merchant, type MerchantStatus } from './merchant.js';

/** The one outward shape of a merchant; the events' snapshot is the same. */
export class MerchantResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly merchantId: MerchantId;

  @ApiProperty({ type: String, example: '南宁平陆贸易有限公司' })
  readonly name: string;

  @ApiProperty({ type: String, enum: ['CN'], description: 'ISO 3166-1 alpha-2.' })
  readonly countryOfEstablishment: 'CN';

  @ApiProperty({ type: String, enum: merchantStatuses })
  readonly status: MerchantStatus;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly registeredAt: string;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'One more with every change.' })
  readonly version: number;

  constructor(merchant: Merchant) {
    this.merchantId = merchant.merchantId;
    this.name = merchant.name;
    this.countryOfEstablishment = merchant.countryOfEstablishment;
    this.status = merchant.status;
    this.registeredAt = merchant.registeredAt.toISOString();
    this.version = merchant.version;
  }
}

export class MerchantPageResponse {
  @ApiProperty({ type: [MerchantResponse] })
  readonly items: readonly MerchantResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page; null on the last one.' })
  readonly next: string | null;
}
