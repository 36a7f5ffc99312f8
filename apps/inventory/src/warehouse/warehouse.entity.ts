import type { MerchantId, WarehouseId } from '@pinglu/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The row, and the domain's shape: the two do not differ. */
@Entity('warehouse')
export class Warehouse {
  @PrimaryColumn('uuid')
  id: WarehouseId;

  @Column('uuid', { name: 'merchant_id' })
  merchantId: MerchantId;

  /** Unique within the merchant. */
  @Column('text')
  code: string;

  @Column('text')
  name: string;

  /** ISO 3166-1 alpha-2. */
  @Column('text')
  country: string;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('integer')
  version: number;
}
