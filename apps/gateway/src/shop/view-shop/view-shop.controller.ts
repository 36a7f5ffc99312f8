import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { parseShopId } from '@pinglu/kernel';
import {
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
import { ShopRepository } from '../shop.repository.js';
import { ShopPageResponse, ShopResponse } from '../shop.response.js';

@ApiTags('shops')
@RequireScope('merchants:read')
@Controller('api/v1/shops')
export class ViewShopController {
  constructor(
    private readonly transactions: Transactions,
    private readonly shops: ShopRepository,
  ) {}

  @ApiOperation({ summary: 'List shops', description: 'In the order in which they were (last) connected.' })
  @ApiOkResponse({ type: ShopPageResponse })
  @Get()
  async list(@Query() query: PageQuery, @Caller() caller: Principal): Promise<Page<ShopResponse>> {
    const request = parsePage(query);
    const rows = await this.transactions.run(visibleTo(caller), () => this.shops.list(request));
    return page(rows, request.limit, (row) => ({ at: row.connectedAtText, id: row.shopId })).map(
      (row) => new ShopResponse(row),
    );
  }

  @ApiOperation({ summary: 'View one shop' })
  @ApiParam({ name: 'shopId', format: 'uuid' })
  @ApiOkResponse({ type: ShopResponse })
  @Versioned()
  @Get(':shopId')
  async one(@Param('shopId') id: string, @Caller() caller: Principal): Promise<ShopResponse> {
    const shopId = parseShopId(id);
    return new ShopResponse(await this.transactions.run(visibleTo(caller), () => this.shops.get(shopId)));
  }
}
