import type { MerchantId, ShopId } from '@pinglu/kernel';
import type { SkuRef } from '../stock/stock.repository.js';
import type { AvailabilityTerms } from './availability.js';
import type { ShopLevel } from './shop-level.js';

/** What a shop may offer of a SKU, what its marketplace accepted last, and what it shows as far as we know. */
export interface Availability extends SkuRef, ShopLevel {
  readonly shopId: ShopId;
  readonly marketplace: string;
  readonly externalItemId: string;
  readonly externalSkuId: string;
  readonly terms: AvailabilityTerms;
  readonly available: number;
  readonly written: { readonly quantity: number; readonly at: Date } | null;
  /** Whether the shop shows what it is to show; false while nobody knows. */
  readonly inStep: boolean;
  readonly unheardSince: Date | null;
  /** When the shop was read last. */
  readonly readAt: Date | null;
  readonly changedAt: Date;
  readonly version: number;
}

export interface AvailabilityRow {
  readonly merchantId: MerchantId;
  readonly shopId: ShopId;
  readonly sellerSku: string;
  readonly marketplace: string;
  readonly externalItemId: string;
  readonly externalSkuId: string;
  readonly onHand: string;
  readonly reserved: string;
  readonly ringFenced: string;
  readonly buffer: string;
  readonly available: string;
  readonly writtenQuantity: string | null;
  readonly writtenAt: Date | null;
  readonly settled: string | null;
  readonly unheard: string;
  readonly inStep: boolean;
  readonly unheardSince: Date | null;
  readonly readAt: Date | null;
  readonly changedAt: Date;
  readonly version: number;
}

const columns: Readonly<Record<keyof AvailabilityRow, string>> = {
  merchantId: 'merchant_id',
  shopId: 'shop_id',
  sellerSku: 'seller_sku',
  marketplace: 'marketplace',
  externalItemId: 'external_item_id',
  externalSkuId: 'external_sku_id',
  onHand: 'on_hand',
  reserved: 'reserved',
  ringFenced: 'ring_fenced',
  buffer: 'buffer',
  available: 'available',
  writtenQuantity: 'written_quantity',
  writtenAt: 'written_at',
  settled: 'settled',
  unheard: 'unheard',
  inStep: 'in_step',
  unheardSince: 'unheard_since',
  readAt: 'read_at',
  changedAt: 'changed_at',
  version: 'version',
};

/** The columns of the table `a`, under the names of `AvailabilityRow`. */
export const availabilityColumns = Object.entries(columns)
  .map(([name, column]) => `a.${column} as "${name}"`)
  .join(', ');

export function toAvailability(row: AvailabilityRow): Availability {
  const { merchantId, shopId, sellerSku, marketplace, externalItemId, externalSkuId, changedAt, version } = row;
  return {
    ...{ merchantId, shopId, sellerSku, marketplace, externalItemId, externalSkuId, changedAt, version },
    terms: {
      onHand: Number(row.onHand),
      reserved: Number(row.reserved),
      ringFenced: Number(row.ringFenced),
      buffer: Number(row.buffer),
    },
    available: Number(row.available),
    written:
      row.writtenQuantity === null ? null : { quantity: Number(row.writtenQuantity), at: row.writtenAt ?? changedAt },
    settled: row.settled === null ? null : Number(row.settled),
    unheard: Number(row.unheard),
    inStep: row.inStep,
    unheardSince: row.unheardSince,
    readAt: row.readAt,
  };
}
