import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, RequireScope, Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { LedgerRepository } from '../../ledger/ledger.repository.js';
import { StatementLineRepository } from '../../statement/statement-line.repository.js';
import { OrderFinanceNotFoundError } from '../order-record.errors.js';
import { OrderRecordRepository } from '../order-record.repository.js';
import { OrderFinanceResponse } from './order-finance.response.js';

@ApiTags('statements')
// The second address is the one that the gateway passes on: what lies below /orders there belongs to order-ingestion.
@Controller(['api/v1/orders/:marketplace/:orderNumber/finance', 'api/v1/finance/orders/:marketplace/:orderNumber'])
@RequireScope('settlement:read')
export class ViewOrderFinanceController {
  constructor(
    private readonly orders: OrderRecordRepository,
    private readonly lines: StatementLineRepository,
    private readonly ledger: LedgerRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Shows the money of one order: expected, actual, and its entries in the ledger' })
  @ApiOkResponse({ type: OrderFinanceResponse })
  async view(
    @Param('marketplace') marketplace: string,
    @Param('orderNumber') orderNumber: string,
    @Caller() caller: Principal,
  ): Promise<OrderFinanceResponse> {
    return this.transactions.run(visibleTo(caller), async () => {
      const shopId = await this.orders.shopOf(marketplace, orderNumber);
      if (shopId === null) throw new OrderFinanceNotFoundError();
      return new OrderFinanceResponse(
        { marketplace, orderNumber, shopId },
        {
          order: await this.orders.find(shopId, orderNumber),
          lines: await this.lines.ofOrder(shopId, orderNumber),
          entries: await this.ledger.ofOrder(shopId, orderNumber),
        },
      );
    });
  }
}
