import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, RequireScope, Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { AvailabilityRepository } from '../../availability/availability.repository.js';
import { StockNotFoundError } from '../stock.errors.js';
import { StockRepository } from '../stock.repository.js';
import { StockExplanationResponse } from '../stock.response.js';

const MOVEMENTS = 50;

@ApiTags('stock')
@Controller('api/v1/stock')
@RequireScope('stock:read')
export class ViewStockController {
  constructor(
    private readonly stock: StockRepository,
    private readonly availability: AvailabilityRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get(':sellerSku')
  @ApiOperation({ summary: 'Explains the stock of a SKU, term by term' })
  @ApiOkResponse({ type: StockExplanationResponse })
  async explain(@Param('sellerSku') sellerSku: string, @Caller() caller: Principal): Promise<StockExplanationResponse> {
    return this.transactions.run(visibleTo(caller), async () => {
      const levels = await this.stock.ofSku(sellerSku);
      if (levels.length === 0) throw new StockNotFoundError();
      const shops = await this.availability.ofSkus(levels);
      return new StockExplanationResponse(levels, shops, await this.stock.movements(sellerSku, MOVEMENTS));
    });
  }
}
