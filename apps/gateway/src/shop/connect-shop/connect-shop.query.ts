import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

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
}
