import { ApiProperty } from '@nestjs/swagger';
import type { OrderSnapshot } from '@pinglu/contracts';
import { currencies, type Money } from '@pinglu/kernel';
import { orderSnapshot } from './order.events.js';
import { orderStatuses, type Order } from './order.js';

class MoneyResponse implements Money {
  @ApiProperty({ example: '19900', description: 'Whole number of the smallest unit of the currency.' })
  readonly amountMinor: string;

  @ApiProperty({ enum: currencies, example: 'THB' })
  readonly currency: Money['currency'];
}

class OrderLineResponse {
  @ApiProperty({ description: 'Stable while the order lives.' })
  readonly lineId: string;

  @ApiProperty({ example: 'TEA-100' })
  readonly sellerSku: string;

  @ApiProperty({ type: 'string', nullable: true })
  readonly externalSkuId: string | null;

  @ApiProperty({ description: 'False: no listing of the shop names this SKU yet; the line is parked.' })
  readonly mapped: boolean;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly quantity: number;

  @ApiProperty({ type: MoneyResponse })
  readonly unitPrice: MoneyResponse;

  @ApiProperty({ type: [String], description: "The marketplace's ids of the rows that were merged into this line." })
  readonly externalLineIds: string[];

  @ApiProperty({ enum: orderStatuses })
  readonly status: OrderSnapshot['status'];
}

/** An order as REST shows it: the same words as in its events. Nothing in it says who buys. */
export class OrderResponse implements OrderSnapshot {
  @ApiProperty({ format: 'uuid' })
  readonly orderId: string;

  @ApiProperty({ format: 'uuid' })
  readonly merchantId: string;

  @ApiProperty({ format: 'uuid' })
  readonly shopId: string;

  @ApiProperty({ example: 'lazada' })
  readonly marketplace: OrderSnapshot['marketplace'];

  @ApiProperty({ example: 'TH', description: 'ISO 3166-1 alpha-2.' })
  readonly country: string;

  @ApiProperty({ description: 'As the marketplace gives it; unique within the shop.' })
  readonly orderNumber: string;

  @ApiProperty({ enum: orderStatuses })
  readonly status: OrderSnapshot['status'];

  @ApiProperty({ description: "The status in the marketplace's words." })
  readonly rawStatus: string;

  @ApiProperty()
  readonly crossBorder: boolean;

  @ApiProperty({ format: 'date-time' })
  readonly placedAt: string;

  @ApiProperty({ format: 'date-time', description: 'When the marketplace last changed it.' })
  readonly updatedAt: string;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly shipBy: string | null;

  @ApiProperty({ type: [OrderLineResponse] })
  readonly lines: OrderLineResponse[];

  @ApiProperty({ type: MoneyResponse })
  readonly total: MoneyResponse;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly version: number;

  constructor(order: Order) {
    Object.assign(this, orderSnapshot(order));
  }
}
