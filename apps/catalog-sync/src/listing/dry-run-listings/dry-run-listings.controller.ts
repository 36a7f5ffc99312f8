import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { parseProductId, parseShopId } from '@pinglu/kernel';
import { Caller, RequireScope, type Principal } from '@pinglu/platform';
import { SelectProductsCommand } from '../select-products.command.js';
import { DryRunListingsHandler } from './dry-run-listings.handler.js';
import { DryRunResponse } from './dry-run.response.js';

@ApiTags('listings')
@Controller('api/v1/listings/dry-run')
export class DryRunListingsController {
  constructor(private readonly handler: DryRunListingsHandler) {}

  @ApiOperation({
    summary: 'Says what would stand in the way of listing products in a shop',
    description: 'Asks the marketplace for its categories and what they want to know. Changes nothing, there or here.',
  })
  @ApiOkResponse({ type: DryRunResponse })
  @RequireScope('catalog:read')
  @Post()
  @HttpCode(200)
  dryRun(
    @Body() { shopId, productIds, all }: SelectProductsCommand,
    @Caller() caller: Principal,
  ): Promise<DryRunResponse> {
    return this.handler.execute(parseShopId(shopId), all ? null : (productIds ?? []).map(parseProductId), caller);
  }
}
