import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { parseMerchantId } from '@pinglu/kernel';
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
import { MerchantRepository } from '../merchant.repository.js';
import { MerchantPageResponse, MerchantResponse } from '../merchant.response.js';

@ApiTags('merchants')
@RequireScope('merchants:read')
@Controller('api/v1/merchants')
export class ViewMerchantController {
  constructor(
    private readonly transactions: Transactions,
    private readonly merchants: MerchantRepository,
  ) {}

  @ApiOperation({
    summary: 'List merchants',
    description: 'An operator sees all, everybody else their own. Oldest first.',
  })
  @ApiOkResponse({ type: MerchantPageResponse })
  @Get()
  async list(@Query() query: PageQuery, @Caller() caller: Principal): Promise<Page<MerchantResponse>> {
    const request = parsePage(query);
    const rows = await this.transactions.run(visibleTo(caller), () => this.merchants.list(request));
    return page(rows, request.limit, (row) => ({ at: row.registeredAtText, id: row.merchantId })).map(
      (row) => new MerchantResponse(row),
    );
  }

  @ApiOperation({ summary: 'View one merchant' })
  @ApiParam({ name: 'merchantId', format: 'uuid' })
  @ApiOkResponse({ type: MerchantResponse })
  @Versioned()
  @Get(':merchantId')
  async one(@Param('merchantId') id: string, @Caller() caller: Principal): Promise<MerchantResponse> {
    const merchantId = parseMerchantId(id);
    return new MerchantResponse(await this.transactions.run(visibleTo(caller), () => this.merchants.get(merchantId)));
  }
}
