import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

export class RenameMerchantCommand {
  @ApiProperty({ type: String, minLength: 1, maxLength: 200, description: 'The new trading name.' })
  @IsString()
  @MaxLength(1_000)
  name: string;
}
