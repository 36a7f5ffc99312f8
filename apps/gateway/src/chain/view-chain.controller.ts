import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, RequireScope, type Principal } from '@pinglu/platform';
import { ChainResponse } from './chain.response.js';
import { ViewChainHandler } from './view-chain.handler.js';

@ApiTags('chain')
@Controller('api/v1/chain')
export class ViewChainController {
  constructor(private readonly handler: ViewChainHandler) {}

  @ApiOperation({
    summary: 'View the whole life of one order',
    description: 'Each step from push to payout with its time, its service and what it is based on.',
  })
  @ApiOkResponse({ type: ChainResponse })
  @RequireScope('orders:read')
  @Get(':marketplace/:orderNumber')
  view(
    @Param('marketplace') marketplace: string,
    @Param('orderNumber') orderNumber: string,
    @Caller() caller: Principal,
  ): Promise<ChainResponse> {
    return this.handler.execute(marketplace, orderNumber, caller);
  }
}
