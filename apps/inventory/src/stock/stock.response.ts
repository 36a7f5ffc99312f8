import { ApiProperty } from '@nestjs/swagger';
import type { Availability } from '../availability/availability.row.js';
import { expectedOf } from '../availability/shop-level.js';
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

interface ShopExplanation extends Pick<
  Availability,
  'shopId' | 'available' | 'terms' | 'written' | 'inStep' | 'readAt'
> {
  readonly expected: number | null;
  readonly unheard: number;
}

/** Why a shop offers what it offers: every term of the sum, and what made it so. */
export class StockExplanationResponse {
  @ApiProperty({ type: [StockResponse] })
  readonly levels: readonly StockResponse[];

  @ApiProperty({
    type: 'array',
    items: { type: 'object' },
    description:
      'Per shop: available = onHand − reserved − ringFenced − buffer; written, what the marketplace accepted last; ' +
      'expected, what the shop must be showing, its own sales since then taken off (null: not known); unheard, units ' +
      'that it has sold when it was last read and that no order has told of, which it is not to offer; ' +
      'inStep, whether it shows what it is to show.',
  })
  readonly shops: readonly ShopExplanation[];

  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'The latest movements, newest first.' })
  readonly movements: readonly (Movement & { readonly happenedAt: Date })[];

  constructor(
    levels: readonly StockLevel[],
    shops: readonly Availability[],
    movements: readonly (Movement & { readonly happenedAt: Date })[],
  ) {
    this.levels = levels.map((level) => new StockResponse(level));
    this.shops = shops.map(({ shopId, available, terms, written, inStep, readAt, ...level }) => ({
      ...{ shopId, available, terms, written, inStep, readAt },
      expected: expectedOf(level),
      unheard: Math.max(0, level.unheard),
    }));
    this.movements = movements;
  }
}
