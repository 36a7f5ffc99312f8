import { ApiProperty } from '@nestjs/swagger';
import type { WarehouseSnapshot } from '@pinglu/contracts';
import type { Warehouse } from './warehouse.entity.js';
import { snapshotOf } from './warehouse.js';

/** A warehouse as REST shows it: the same words as in its events. */
export class WarehouseResponse implements WarehouseSnapshot {
  @ApiProperty({ format: 'uuid' })
  readonly warehouseId: string;

  @ApiProperty({ format: 'uuid' })
  readonly merchantId: string;

  @ApiProperty({ example: 'MAIN', description: 'Unique within the merchant.' })
  readonly code: string;

  @ApiProperty({ example: 'Main warehouse' })
  readonly name: string;

  @ApiProperty({ example: 'CN', description: 'ISO 3166-1 alpha-2.' })
  readonly country: string;

  @ApiProperty({ format: 'date-time' })
  readonly openedAt: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly version: number;

  constructor(warehouse: Warehouse) {
    Object.assign(this, snapshotOf(warehouse));
  }
}
