import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  ApiPage,
  Caller,
  Page,
  page,
  PageQuery,
  parsePage,
  RequireScope,
  Transactions,
  visibleTo,
  type Principal,
} from '@pinglu/platform';
import { OrderPullRepository, type OrderPullRun } from '../pull-orders/order-pull.repository.js';

class OrderPullResponse {
  @ApiProperty({ format: 'uuid' })
  readonly id: string;

  @ApiProperty({ format: 'uuid' })
  readonly shopId: string;

  @ApiProperty({
    format: 'date-time',
    description: 'Changes since then were asked for, by the clock of the marketplace.',
  })
  readonly changedFrom: string;

  @ApiProperty({ format: 'date-time', description: 'The newest change that was seen.' })
  readonly changedTo: string;

  @ApiProperty({ type: 'integer', description: 'Orders that the marketplace listed.' })
  readonly listed: number;

  @ApiProperty({ type: 'integer', description: 'Of those, what no push had told of.' })
  readonly missing: number;

  @ApiProperty({ type: 'string', nullable: true, description: 'Why it came to no end; null when it did.' })
  readonly errorCode: string | null;

  @ApiProperty({ format: 'date-time' })
  readonly beganAt: string;

  @ApiProperty({ format: 'date-time' })
  readonly endedAt: string;

  constructor({ id, shopId, changedFrom, changedTo, listed, missing, errorCode, beganAt, endedAt }: OrderPullRun) {
    Object.assign(this, {
      ...{ id, shopId, listed, missing, errorCode },
      changedFrom: changedFrom.toISOString(),
      changedTo: changedTo.toISOString(),
      beganAt: beganAt.toISOString(),
      endedAt: endedAt.toISOString(),
    });
  }
}

/** Shows whether orders arrive complete: what each look at the marketplace listed, and what had been missing. */
@ApiTags('orders')
@Controller('api/v1/order-pulls')
@RequireScope('orders:read')
export class ViewPullsController {
  constructor(
    private readonly pulls: OrderPullRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lists the looks at what changed in the shops, the latest first' })
  @ApiPage(OrderPullResponse)
  async list(@Query() query: PageQuery, @Caller() caller: Principal): Promise<Page<OrderPullResponse>> {
    const request = parsePage(query);
    const rows = await this.transactions.run(visibleTo(caller), () => this.pulls.listRuns(request));
    return page(rows, request.limit, ({ key }) => key).map(({ run }) => new OrderPullResponse(run));
  }
}
