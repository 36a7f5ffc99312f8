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
  visibleTo,
  type Principal,
} from '@pinglu/platform';
import { MerchantRepository } from '../../merchant/merchant.repository.js';
import { ApiKeyRepository } from '../api-key.repository.js';
import { ApiKeyPageResponse, ApiKeyResponse } from '../api-key.response.js';

@ApiTags('api-keys')
@Controller('api/v1/merchants/:merchantId/api-keys')
export class ListApiKeysController {
  constructor(
    private readonly transactions: Transactions,
    private readonly merchants: MerchantRepository,
    private readonly apiKeys: ApiKeyRepository,
  ) {}

  @ApiOperation({ summary: 'List the API keys of a merchant', description: 'Revoked ones too, oldest first.' })
  @ApiParam({ name: 'merchantId', format: 'uuid' })
  @ApiOkResponse({ type: ApiKeyPageResponse })
  @RequireScope('api-keys:read')
  @Get()
  async list(
    @Param('merchantId') id: string,
    @Query() query: PageQuery,
    @Caller() caller: Principal,
  ): Promise<Page<ApiKeyResponse>> {
    const merchantId = parseMerchantId(id);
    const request = parsePage(query);
    const rows = await this.transactions.run(visibleTo(caller), async () => {
      await this.merchants.get(merchantId);
      return this.apiKeys.list(merchantId, request);
    });
    return page(rows, request.limit, (row) => ({ at: row.issuedAtText, id: row.apiKeyId })).map(
      (row) => new ApiKeyResponse(row),
    );
  }
}
