import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

export class RegisterMerchantCommand {
  @ApiProperty({ type: String, minLength: 1, maxLength: 200, description: 'Trading name of the business.' })
  @IsString()
  @MaxLength(1_000)
  name: string;
}
