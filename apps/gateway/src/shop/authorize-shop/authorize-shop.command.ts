import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { countries, marketplaces, type Country, type Marketplace } from '../shop.js';

export class AuthorizeShopCommand {
  @ApiProperty({ type: String, enum: marketplaces })
  @IsIn(marketplaces)
  marketplace: Marketplace;

  @ApiProperty({ type: String, enum: countries, description: 'ISO 3166-1 alpha-2: where the shop sells.' })
  @IsIn(countries)
  country: Country;

  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'For whom; only an operator must say.' })
  @IsOptional()
  @IsUUID()
  merchantId?: string;
}
