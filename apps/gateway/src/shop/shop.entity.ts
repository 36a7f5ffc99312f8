import type { MerchantId, ShopId } from '@pinglu/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Country, DisconnectReason, Marketplace, Shop, ShopCurrency, ShopStatus } from './shop.js';

@Entity('shop')
export class ShopEntity implements Shop {
  @PrimaryColumn('uuid', { name: 'shop_id' })
  shopId: ShopId;

  @Column('uuid', { name: 'merchant_id' })
  merchantId: MerchantId;

  @Column('text')
  marketplace: Marketplace;

  @Column('text')
  country: Country;

  @Column('text')
  currency: ShopCurrency;

  @Column('text', { name: 'external_seller_id' })
  externalSellerId: string;

  @Column('text')
  name: string;

  @Column('boolean', { name: 'cross_border' })
  crossBorder: boolean;

  @Column('text')
  status: ShopStatus;

  @Column('text', { name: 'disconnected_because', nullable: true })
  disconnectedBecause: DisconnectReason | null;

  @Column('timestamptz', { name: 'connected_at' })
  connectedAt: Date;

  @Column('integer')
  version: number;
}
