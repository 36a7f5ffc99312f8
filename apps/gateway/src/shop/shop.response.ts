import { ApiProperty } from '@nestjs/swagger';
import type { MerchantId, ShopId } from '@pinglu/kernel';
import {
  countries,
  disconnectReasons,
  marketplaces,
  shopStatuses,
  type Country,
  type DisconnectReason,
  type Marketplace,
  type Shop,
  type ShopCurrency,
  type ShopStatus,
} from './shop.js';

/** The one outward shape of a shop. Tokens are in none of our answers but the one for services. */
export class ShopResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly shopId: ShopId;

  @ApiProperty({ type: String, format: 'uuid' })
  readonly merchantId: MerchantId;

  @ApiProperty({ type: String, enum: marketplaces })
  readonly marketplace: Marketplace;

  @ApiProperty({ type: String, enum: countries, description: 'ISO 3166-1 alpha-2.' })
  readonly country: Country;

  @ApiProperty({ type: String, example: 'THB', description: 'ISO 4217.' })
  readonly currency: ShopCurrency;

  @ApiProperty({ type: String, description: 'What the marketplace calls the seller.' })
  readonly externalSellerId: string;

  @ApiProperty({ type: String })
  readonly name: string;

  @ApiProperty({ type: Boolean, description: 'Its parcels pass customs.' })
  readonly crossBorder: boolean;

  @ApiProperty({ type: String, enum: shopStatuses })
  readonly status: ShopStatus;

  @ApiProperty({
    type: String,
    enum: disconnectReasons,
    nullable: true,
    description: 'Why nothing can be done in its name; null while connected. A new authorization connects it again.',
  })
  readonly disconnectedBecause: DisconnectReason | null;

  @ApiProperty({ type: String, format: 'date-time' })
  readonly connectedAt: string;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'One more with every change.' })
  readonly version: number;

  constructor(shop: Shop) {
    this.shopId = shop.shopId;
    this.merchantId = shop.merchantId;
    this.marketplace = shop.marketplace;
    this.country = shop.country;
    this.currency = shop.currency;
    this.externalSellerId = shop.externalSellerId;
    this.name = shop.name;
    this.crossBorder = shop.crossBorder;
    this.status = shop.status;
    this.disconnectedBecause = shop.disconnectedBecause;
    this.connectedAt = shop.connectedAt.toISOString();
    this.version = shop.version;
  }
}

export class ShopPageResponse {
  @ApiProperty({ type: [ShopResponse] })
  readonly items: readonly ShopResponse[];

  @ApiProperty({ type: String, nullable: true, description: 'Cursor of the next page; null on the last one.' })
  readonly next: string | null;
}
