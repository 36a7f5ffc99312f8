import { ApiProperty } from '@nestjs/swagger';
import type { Marketplace } from '../shop/shop.js';
import { shipmentStatuses, type Shipment, type ShipmentStatus } from './shipment.js';

class ShipmentLineResponse {
  @ApiProperty()
  readonly lineId: string;

  @ApiProperty()
  readonly sellerSku: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly quantity: number;
}

/** A parcel as REST shows it: as in its events, and also what was not packed yet or will not be. */
export class ShipmentResponse {
  @ApiProperty({ format: 'uuid' })
  readonly shipmentId: string;

  @ApiProperty({ format: 'uuid' })
  readonly merchantId: string;

  @ApiProperty({ format: 'uuid' })
  readonly shopId: string;

  @ApiProperty({ example: 'lazada' })
  readonly marketplace: Marketplace;

  @ApiProperty({ format: 'uuid' })
  readonly orderId: string;

  @ApiProperty()
  readonly orderNumber: string;

  @ApiProperty({ example: 'TH', description: 'ISO 3166-1 alpha-2.' })
  readonly country: string;

  @ApiProperty()
  readonly crossBorder: boolean;

  @ApiProperty({
    enum: shipmentStatuses,
    description:
      'wanted: to be packed. packed: waiting for its release. released: may be handed over. held: must not be. ' +
      'dropped: not to be packed any more. failed: the marketplace does not let it be packed.',
  })
  readonly status: ShipmentStatus;

  @ApiProperty({ type: 'string', nullable: true, description: 'Why it is held, dropped or failed.' })
  readonly reason: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  readonly packageId: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  readonly trackingNumber: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  readonly carrier: string | null;

  @ApiProperty({ type: [ShipmentLineResponse] })
  readonly lines: readonly ShipmentLineResponse[];

  @ApiProperty({ format: 'date-time' })
  readonly wantedAt: string;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly packedAt: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'Announced to the carrier.' })
  readonly readyAt: string | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'When it was released or held.' })
  readonly decidedAt: string | null;

  constructor({ parcel, lines, wantedAt, readyAt, decidedAt, version: _version, ...rest }: Shipment) {
    Object.assign(this, {
      ...rest,
      packageId: parcel?.packageId ?? null,
      trackingNumber: parcel?.trackingNumber ?? null,
      carrier: parcel?.carrier ?? null,
      lines: lines.map(({ lineId, sellerSku, quantity }) => ({ lineId, sellerSku, quantity })),
      wantedAt: wantedAt.toISOString(),
      packedAt: parcel?.packedAt.toISOString() ?? null,
      readyAt: readyAt?.toISOString() ?? null,
      decidedAt: decidedAt?.toISOString() ?? null,
    });
  }
}
