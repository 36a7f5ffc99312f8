import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, RequireScope, type Principal } from '@pinglu/platform';
import { AuthorizationResponse } from './authorization.response.js';
import { AuthorizeShopCommand } from './authorize-shop.command.js';
import { AuthorizeShopHandler } from './authorize-shop.handler.js';

@ApiTags('shops')
@Controller('api/v1/shops/authorizations')
export class AuthorizeShopController {
  constructor(private readonly handler: AuthorizeShopHandler) {}

  @ApiOperation({
    summary: 'Begin to connect a shop',
    description:
      'Send the seller to `authorizeUrl`. After the consent the marketplace sends the seller back here, and the shop is ' +
      'connected. The address works once.',
  })
  @ApiCreatedResponse({ type: AuthorizationResponse })
  @RequireScope('merchants:write')
  @Post()
  authorize(@Body() command: AuthorizeShopCommand, @Caller() caller: Principal): Promise<AuthorizationResponse> {
    return this.handler.execute(command, caller);
  }
}
