import { ApiProperty } from '@nestjs/swagger';
import type { ListingProblem } from '../listing.js';

export class DryRunItem {
  @ApiProperty({ format: 'uuid' })
  readonly productId: string;

  @ApiProperty()
  readonly handle: string;

  @ApiProperty()
  readonly ready: boolean;

  @ApiProperty({ type: String, nullable: true, description: "The marketplace's category; null when not ready." })
  readonly categoryId: string | null;

  @ApiProperty({ type: [Object], example: [{ field: 'price', message: 'TEA-100 has no price in THB.' }] })
  readonly problems: readonly ListingProblem[];

  constructor(item: DryRunItem) {
    Object.assign(this, item);
  }
}

export class DryRunResponse {
  @ApiProperty({ format: 'uuid' })
  readonly shopId: string;

  @ApiProperty({ type: 'integer', minimum: 0 })
  readonly ready: number;

  @ApiProperty({ type: 'integer', minimum: 0 })
  readonly notReady: number;

  @ApiProperty({ type: [DryRunItem] })
  readonly items: readonly DryRunItem[];

  @ApiProperty({ description: 'True when `all` was asked for and there are more products than are looked at here.' })
  readonly more: boolean;

  constructor(shopId: string, items: readonly DryRunItem[], more: boolean) {
    this.shopId = shopId;
    this.ready = items.filter(({ ready }) => ready).length;
    this.notReady = items.length - this.ready;
    this.items = items;
    this.more = more;
  }
}
