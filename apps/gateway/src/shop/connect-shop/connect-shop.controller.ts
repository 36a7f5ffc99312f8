import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '@pinglu/platform';
import type { Request, Response } from 'express';
import { ShopResponse } from '../shop.response.js';
import { ConnectShopHandler } from './connect-shop.handler.js';
import { ConnectShopQuery } from './connect-shop.query.js';

@ApiTags('shops')
@Controller('api/v1/shops/callback')
export class ConnectShopController {
  constructor(private readonly handler: ConnectShopHandler) {}

  /** Public because the seller's browser comes from the marketplace, without an API key: the state says for whom. */
  @ApiOperation({
    summary: 'Connect a shop',
    description: 'Where a marketplace sends the seller after the consent. A browser is sent on to the console.',
  })
  @ApiOkResponse({ type: ShopResponse })
  @Public()
  @Get()
  async connect(
    @Query() { state, ...callback }: ConnectShopQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ShopResponse | undefined> {
    response.setHeader('Cache-Control', 'no-store');
    // The code stands in the address: it must not travel on in a Referer.
    response.setHeader('Referrer-Policy', 'no-referrer');
    const shop = new ShopResponse(await this.handler.execute(callback, state));
    if (request.accepts(['json', 'html']) !== 'html') return shop;
    response.redirect(303, `/?connected=${shop.shopId}`);
    return undefined;
  }
}
