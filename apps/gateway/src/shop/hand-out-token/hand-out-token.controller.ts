import { Controller, Get, Header, Param, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { parseShopId } from '@pinglu/kernel';
import { Public, type ShopToken } from '@pinglu/platform';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { HandOutTokenHandler } from './hand-out-token.handler.js';
import { ServiceTokenGuard } from './service-token.guard.js';

export class HandOutTokenQuery {
  @IsOptional()
  @IsString()
  @MaxLength(64)
  refused?: string;
}

/** For services only (see `ShopTokens` in libs/platform), so it is in no public description. */
@ApiExcludeController()
@Controller('internal/v1/shops/:shopId/token')
export class HandOutTokenController {
  constructor(private readonly handler: HandOutTokenHandler) {}

  /** "Public" as far as API keys are concerned; the guard asks for a service token. */
  @Public()
  @UseGuards(ServiceTokenGuard)
  @Header('Cache-Control', 'no-store')
  @Get()
  handOut(@Param('shopId') shopId: string, @Query() { refused }: HandOutTokenQuery): Promise<ShopToken> {
    return this.handler.execute(parseShopId(shopId), refused);
  }
}
