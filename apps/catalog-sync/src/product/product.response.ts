import { ApiProperty } from '@nestjs/swagger';
import { gapsOf, statusOf, type Gap, type PackageSize, type Product, type Sku } from './product.js';

const nullableText = { type: String, nullable: true } as const;

/** A product as REST shows it: what its events say, and what only the seller has to know. */
export class ProductResponse {
  @ApiProperty({ format: 'uuid' })
  readonly productId: string;

  @ApiProperty({ format: 'uuid' })
  readonly merchantId: string;

  @ApiProperty({ example: 'liubao-tea-brick', description: 'Unique within the merchant.' })
  readonly handle: string;

  @ApiProperty({ example: 'Liubao Dark Tea' })
  readonly title: string;

  @ApiProperty({ ...nullableText, example: '六堡茶' })
  readonly titleZh: string | null;

  @ApiProperty({ description: 'HTML.' })
  readonly description: string;

  @ApiProperty(nullableText)
  readonly brand: string | null;

  @ApiProperty({ ...nullableText, example: 'Tea' })
  readonly productType: string | null;

  @ApiProperty({ example: 'CN', description: 'ISO 3166-1 alpha-2.' })
  readonly countryOfOrigin: string;

  @ApiProperty({ ...nullableText, example: '090240', description: '6 to 10 digits.' })
  readonly hsCode: string | null;

  @ApiProperty({ type: Object, nullable: true, example: { lengthCm: 30, widthCm: 20, heightCm: 10 } })
  readonly packageSize: PackageSize | null;

  @ApiProperty({ type: [String] })
  readonly images: readonly string[];

  @ApiProperty({ type: [Object], description: 'The variants, as in the event `product_saved`.' })
  readonly skus: readonly Sku[];

  @ApiProperty({ enum: ['active', 'incomplete'], description: 'An incomplete product is not listed; see `gaps`.' })
  readonly status: string;

  @ApiProperty({ type: [Object], example: [{ field: 'hsCode', message: 'The HS code is missing.' }] })
  readonly gaps: readonly Gap[];

  @ApiProperty({ format: 'date-time' })
  readonly savedAt: string;

  @ApiProperty({ type: 'integer', minimum: 1 })
  readonly version: number;

  constructor(product: Product) {
    const { savedAt, ...rest } = product;
    Object.assign(this, rest, { status: statusOf(product), gaps: gapsOf(product), savedAt: savedAt.toISOString() });
  }
}
