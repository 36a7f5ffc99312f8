import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsInt, IsString, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import type { Declarant } from './declarant.js';

const FIRM_CODE = /^(NO|[0-9A-Z]{10}|[0-9A-Z]{18})$/;
const OFFICE = /^[0-9]{4}$/;
const DXP_ID = /^[0-9A-Z]{1,16}$/;

export class FirmDto {
  @ApiProperty({ example: '4501960TST', description: 'Customs registration code (10) or social credit code (18).' })
  @Matches(FIRM_CODE)
  code: string;

  @ApiProperty({ minLength: 1, maxLength: 100, description: 'As registered with customs.' })
  @IsString()
  @Length(1, 100)
  name: string;
}

export class SendingFirmDto extends FirmDto {
  @ApiProperty({ example: 'DXPENT0000999001', description: 'Address in the exchange.' })
  @Matches(DXP_ID)
  dxpId: string;
}

/** Who declares for a merchant, and where; see Declarant. */
export class DeclarantDto implements Declarant {
  @ApiProperty({ type: SendingFirmDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => SendingFirmDto)
  seller: SendingFirmDto;

  @ApiProperty({ type: SendingFirmDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => SendingFirmDto)
  carrier: SendingFirmDto;

  @ApiProperty({ type: SendingFirmDto })
  @IsDefined()
  @ValidateNested()
  @Type(() => SendingFirmDto)
  agent: SendingFirmDto;

  @ApiProperty({ type: FirmDto, description: 'Producer or seller of the goods; the code NO when not registered.' })
  @IsDefined()
  @ValidateNested()
  @Type(() => FirmDto)
  owner: FirmDto;

  @ApiProperty({ example: '7208', description: 'Customs office declared to.' })
  @Matches(OFFICE)
  customsOffice: string;

  @ApiProperty({ example: '7208', description: 'Customs office where the goods leave.' })
  @Matches(OFFICE)
  exitOffice: string;

  @ApiProperty({ enum: ['A', 'B'], description: 'A: counted by customs, 4 digits. B: summarised monthly, 10 digits.' })
  @IsIn(['A', 'B'])
  statistics: 'A' | 'B';

  @ApiProperty({ enum: ['9610', '1210', '9710', '9810'] })
  @IsIn(['9610', '1210', '9710', '9810'])
  tradeMode: '9610' | '1210' | '9710' | '9810';

  @ApiProperty({ example: '4', description: '2 water, 3 rail, 4 road, 5 air, 6 post.' })
  @Matches(/^[23456]$/)
  transportMode: string;

  @ApiProperty({ example: '2', description: '2 carton, 6 bag.' })
  @Matches(/^[1-7]$/)
  wrapType: string;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 30_000, description: 'Weight of the packing of one parcel.' })
  @IsInt()
  @Min(0)
  @Max(30_000)
  packagingGrams: number;
}

export class DeclarantResponse extends DeclarantDto {
  @ApiProperty({ type: 'integer', minimum: 0, description: '0: the settings of the demo, nothing was set.' })
  version: number;

  constructor(settings?: Declarant, version?: number) {
    super();
    Object.assign(this, settings, { version });
  }
}
