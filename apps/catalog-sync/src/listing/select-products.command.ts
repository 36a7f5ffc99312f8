import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, Equals, IsArray, IsUUID, ValidateIf } from 'class-validator';

export const MOST_PRODUCTS_NAMED = 500;

/** Products and the shop they are meant for: by name, or all of the catalog. */
export class SelectProductsCommand {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  shopId: string;

  @ApiPropertyOptional({ type: [String], format: 'uuid', maxItems: MOST_PRODUCTS_NAMED })
  @ValidateIf(({ all, productIds }: SelectProductsCommand) => all === undefined || productIds !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_PRODUCTS_NAMED)
  @IsUUID(undefined, { each: true })
  productIds?: string[];

  @ApiPropertyOptional({ type: Boolean, enum: [true], description: 'In place of `productIds`: all products.' })
  @ValidateIf(({ all }: SelectProductsCommand) => all !== undefined)
  @Equals(true)
  all?: true;
}
