import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches } from 'class-validator';

/** What the marketplace sends the seller back with. */
export class ConnectShopQuery {
  @ApiProperty({ type: String, description: 'From the marketplace; works once.' })
  @IsString()
  @Length(1, 1000)
  code: string;

  @ApiProperty({ type: String, description: 'The state of the authorization, as it went out.' })
  @IsString()
  @Length(1, 1000)
  state: string;

  @ApiPropertyOptional({ type: String, description: 'From Shopee, when one shop consented.' })
  @IsOptional()
  @Matches(/^\d{1,19}$/)
  shop_id?: string;

  @ApiPropertyOptional({ type: String, description: 'From Shopee, when an account of several shops consented.' })
  @IsOptional()
  @Matches(/^\d{1,19}$/)
  main_account_id?: string;
}
