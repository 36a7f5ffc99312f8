import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Caller, RequireScope, Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { OrderRepository } from '../order/order.repository.js';
import { ShipmentRepository } from '../shipment/shipment.repository.js';
import { chainOf, type ChainStep } from './chain.js';

class ChainResponse {
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'Empty when no such order is known here.' })
  readonly steps: readonly ChainStep[];

  constructor(steps: readonly ChainStep[]) {
    this.steps = steps;
  }
}

@ApiTags('chain')
@Controller('api/v1/chain')
@RequireScope('orders:read')
export class ViewChainController {
  constructor(
    private readonly orders: OrderRepository,
    private readonly shipments: ShipmentRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get(':marketplace/:orderNumber')
  @ApiOperation({ summary: 'Shows what is known here of the life of an order' })
  @ApiOkResponse({ type: ChainResponse })
  async view(
    @Param('marketplace') marketplace: string,
    @Param('orderNumber') orderNumber: string,
    @Caller() caller: Principal,
  ): Promise<ChainResponse> {
    return this.transactions.run(visibleTo(caller), async () => {
      const orders = await this.orders.findByNumber(marketplace, orderNumber);
      const ids = orders.map(({ orderId }) => orderId);
      const history = await this.orders.history(ids);
      const shipments = await this.shipments.ofOrders(ids);
      return new ChainResponse(
        orders.flatMap((order) =>
          chainOf(
            order,
            history.filter(({ orderId }) => orderId === order.orderId),
            shipments.filter(({ orderId }) => orderId === order.orderId),
          ),
        ),
      );
    });
  }
}
