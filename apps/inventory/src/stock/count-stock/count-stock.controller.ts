import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, ForbiddenError, Idempotent, RequireScope, type Principal } from '@pinglu/platform';
import { StockResponse } from '../stock.response.js';
import { CountStockCommand } from './count-stock.command.js';
import { CountStockHandler } from './count-stock.handler.js';

@ApiTags('stock')
@Controller('api/v1/stock-counts')
export class CountStockController {
  constructor(private readonly handler: CountStockHandler) {}

  @Post()
  @RequireScope('stock:write')
  @Idempotent()
  @ApiOperation({ summary: 'Says how much was counted on the shelf' })
  @ApiCreatedResponse({ type: StockResponse })
  async count(@Body() command: CountStockCommand, @Caller() caller: Principal): Promise<StockResponse> {
    if (caller.merchantId === null) throw new ForbiddenError('A count is made by a merchant or its warehouse.');
    return new StockResponse(await this.handler.handle(caller.merchantId, command));
  }
}
