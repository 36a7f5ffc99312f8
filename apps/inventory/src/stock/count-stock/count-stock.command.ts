import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsISO8601, IsString, Length, Max, Min } from 'class-validator';

export class CountStockCommand {
  @ApiProperty({ type: String, minLength: 1, maxLength: 200 })
  @IsString()
  @Length(1, 200)
  sellerSku: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Units on the shelf, promised ones included.' })
  @IsInt()
  @Min(0)
  @Max(1_000_000_000)
  onHand: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was counted. An older count changes nothing.',
  })
  @IsISO8601({ strict: true })
  countedAt: string;
}
