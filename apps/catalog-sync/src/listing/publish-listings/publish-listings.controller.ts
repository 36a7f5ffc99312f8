import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { parseProductId, parseShopId } from '@pinglu/kernel';
import { Caller, Idempotent, RequireScope, type Principal } from '@pinglu/platform';
import type { Response } from 'express';
import { SelectProductsCommand } from '../select-products.command.js';
import { PublishListingsHandler } from './publish-listings.handler.js';

export class PublishListingsResponse {
  @ApiProperty({ format: 'uuid' })
  readonly shopId: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Listings that are now to be worked on.' })
  readonly wanted: number;

  constructor(shopId: string, wanted: number) {
    this.shopId = shopId;
    this.wanted = wanted;
  }
}

@ApiTags('listings')
@Controller('api/v1/listings')
export class PublishListingsController {
  constructor(private readonly handler: PublishListingsHandler) {}

  @ApiOperation({
    summary: 'List products in a shop',
    description:
      'Happens by itself when a shop is connected and when a product is saved. To be called when something was put ' +
      'right at the marketplace: what was refused is tried again. What is listed as wanted is left alone.',
  })
  @ApiAcceptedResponse({ type: PublishListingsResponse })
  @RequireScope('catalog:write')
  @Idempotent()
  @Post()
  @HttpCode(202)
  async publish(
    @Body() { shopId, productIds, all }: SelectProductsCommand,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PublishListingsResponse> {
    const shop = parseShopId(shopId);
    const wanted = await this.handler.execute(shop, all ? null : (productIds ?? []).map(parseProductId), caller);
    response.setHeader('Location', `/api/v1/listings?shopId=${shop}`);
    return new PublishListingsResponse(shop, wanted);
  }
}
