import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

export class DemoOrderLine {
  @ApiProperty({ type: String })
  @IsString()
  @Length(1, 200)
  sellerSku: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 1000 })
  @IsInt()
  @Min(1)
  @Max(1000)
  quantity: number;
}

/** What a buyer of the demo orders in one of the caller's shops. */
export class PlaceDemoOrderCommand {
  @ApiProperty({ type: String, format: 'uuid' })
  @IsUUID()
  shopId: string;

  @ApiProperty({ type: [DemoOrderLine] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => DemoOrderLine)
  lines: DemoOrderLine[];
}
