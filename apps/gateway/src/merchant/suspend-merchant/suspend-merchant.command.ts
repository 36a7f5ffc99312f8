import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

export class SuspendMerchantCommand {
  @ApiProperty({ type: String, minLength: 1, maxLength: 500, description: 'Why; kept in the audit log.' })
  @IsString()
  @Length(1, 500)
  reason: string;
}
