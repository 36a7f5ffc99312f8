import { ApiProperty } from '@nestjs/swagger';
import type { Availability } from '../availability/availability.repository.js';
import type { Movement, StockLevel } from './stock.repository.js';

/** What lies where, and what of it is promised. */
export class StockResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  readonly merchantId: string;

  @ApiProperty({ type: String })
  readonly sellerSku: string;

  @ApiProperty({ type: String, format: 'uuid' })
  readonly warehouseId: string;

  @ApiProperty({ type: 'integer', description: 'Units on the shelf.' })
  readonly onHand: number;

  @ApiProperty({ type: 'integer', description: 'Units promised to orders and not shipped.' })
  readonly reserved: number;

  constructor({ merchantId, sellerSku, warehouseId, onHand, reserved }: StockLevel) {
    Object.assign(this, { merchantId, sellerSku, warehouseId, onHand, reserved });
  }
}

/** Why a shop offers what it offers: every term of the sum, and what made it so. */
export class StockExplanationResponse {
  @ApiProperty({ type: [StockResponse] })
  readonly levels: readonly StockResponse[];

  @ApiProperty({
    type: 'array',
    items: { type: 'object' },
    description: 'Per shop: available = onHand − reserved − ringFenced − buffer; what the marketplace accepted last.',
  })
  readonly shops: readonly Pick<Availability, 'shopId' | 'available' | 'terms' | 'written'>[];

  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'The latest movements, newest first.' })
  readonly movements: readonly (Movement & { readonly happenedAt: Date })[];

  constructor(
    levels: readonly StockLevel[],
    shops: readonly Availability[],
    movements: readonly (Movement & { readonly happenedAt: Date })[],
  ) {
    this.levels = levels.map((level) => new StockResponse(level));
    this.shops = shops.map(({ shopId, available, terms, written }) => ({ shopId, available, terms, written }));
    this.movements = movements;
  }
}
