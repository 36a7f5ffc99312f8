import { ApiProperty } from '@nestjs/swagger';
import type { Listing, ListedVariant, ListingProblem } from './listing.js';

const nullableText = { type: String, nullable: true } as const;

/** A product in a shop, as REST shows it. */
export class ListingResponse {
  @ApiProperty({ format: 'uuid' })
  readonly listingId: string;

  @ApiProperty({ format: 'uuid' })
  readonly merchantId: string;

  @ApiProperty({ format: 'uuid' })
  readonly shopId: string;

  @ApiProperty({ example: 'lazada' })
  readonly marketplace: string;

  @ApiProperty({ format: 'uuid' })
  readonly productId: string;

  @ApiProperty({ enum: ['waiting', 'published', 'refused'], description: 'waiting: never settled so far.' })
  readonly status: string;

  @ApiProperty({ description: 'True while something of it is still on its way to the marketplace.' })
  readonly pending: boolean;

  @ApiProperty({ ...nullableText, description: 'What hinders it on its way; it is tried again by itself.' })
  readonly trouble: string | null;

  @ApiProperty(nullableText)
  readonly externalItemId: string | null;

  @ApiProperty({ type: [Object] })
  readonly variants: readonly ListedVariant[];

  @ApiProperty({ type: [Object], description: 'Why it was refused, or how the shop differs from the catalog.' })
  readonly problems: readonly ListingProblem[];

  @ApiProperty({ ...nullableText, format: 'date-time' })
  readonly changedAt: string | null;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Of its events; 0 before the first.' })
  readonly version: number;

  constructor(listing: Listing) {
    const { listingId, merchantId, shopId, marketplace, productId, trouble, externalItemId, variants, problems } =
      listing;
    Object.assign(this, {
      listingId,
      merchantId,
      shopId,
      marketplace,
      productId,
      status: listing.outcome ?? 'waiting',
      pending: listing.state !== 'settled',
      trouble,
      externalItemId,
      variants,
      problems,
      changedAt: listing.changedAt?.toISOString() ?? null,
      version: listing.version,
    });
  }
}
