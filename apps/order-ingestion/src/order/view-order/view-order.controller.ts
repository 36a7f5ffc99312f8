import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { parseOrderId, parseShopId } from '@pinglu/kernel';
import {
  ApiPage,
  Caller,
  Page,
  page,
  PageQuery,
  parsePage,
  RequireScope,
  Transactions,
  Versioned,
  visibleTo,
  type Principal,
} from '@pinglu/platform';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { OrderNotFoundError } from '../order.errors.js';
import { orderStatuses, type OrderStatus } from '../order.js';
import { OrderRepository } from '../order.repository.js';
import { OrderResponse } from '../order.response.js';

class OrderQuery extends PageQuery {
  @ApiPropertyOptional({ enum: orderStatuses })
  @IsOptional()
  @IsIn(orderStatuses)
  status?: OrderStatus;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsString()
  @MaxLength(36)
  shopId?: string;

  @ApiPropertyOptional({ description: 'As the marketplace gives it.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  orderNumber?: string;
}

@ApiTags('orders')
@Controller('api/v1/orders')
@RequireScope('orders:read')
export class ViewOrderController {
  constructor(
    private readonly orders: OrderRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the orders the caller may see, in the order in which they were taken in' })
  @ApiPage(OrderResponse)
  async list(@Query() query: OrderQuery, @Caller() caller: Principal): Promise<Page<OrderResponse>> {
    const request = parsePage(query);
    const { status, orderNumber } = query;
    const filter = {
      ...(status !== undefined && { status }),
      ...(orderNumber !== undefined && { orderNumber }),
      ...(query.shopId !== undefined && { shopId: parseShopId(query.shopId) }),
    };
    const rows = await this.transactions.run(visibleTo(caller), () => this.orders.list(request, filter));
    return page(rows, request.limit, ({ key }) => key).map(({ order }) => new OrderResponse(order));
  }

  @Get(':orderId')
  @Versioned()
  @ApiOperation({ summary: 'Shows one order' })
  @ApiOkResponse({ type: OrderResponse })
  async view(@Param('orderId') orderId: string, @Caller() caller: Principal): Promise<OrderResponse> {
    const id = parseOrderId(orderId);
    const order = await this.transactions.run(visibleTo(caller), () => this.orders.find(id));
    if (!order) throw new OrderNotFoundError(id);
    return new OrderResponse(order);
  }
}
