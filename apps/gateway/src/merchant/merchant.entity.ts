import type { MerchantId } from '@pinglu/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Merchant, MerchantStatus } from './merchant.js';

@Entity('merchant')
export class MerchantEntity implements Merchant {
  @PrimaryColumn('uuid', { name: 'merchant_id' })
  merchantId: MerchantId;

  @Column('text')
  name: string;

  @Column('text', { name: 'country_of_establishment' })
  countryOfEstablishment: 'CN';

  @Column('text')
  status: MerchantStatus;

  @Column('timestamptz', { name: 'registered_at' })
  registeredAt: Date;

  @Column('integer')
  version: number;
}
