import { Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { parseMerchantId } from '@pinglu/kernel';
import { Caller, ChangesVersion, RequireScope, type Principal } from '@pinglu/platform';
import { ChangeMerchant } from '../change-merchant.js';
import { resumeMerchant } from '../merchant.js';
import { MerchantResponse } from '../merchant.response.js';

@ApiTags('merchants')
@Controller('api/v1/merchants')
export class ResumeMerchantController {
  constructor(private readonly change: ChangeMerchant) {}

  @ApiOperation({ summary: 'Resume a suspended merchant' })
  @ApiParam({ name: 'merchantId', format: 'uuid' })
  @ApiOkResponse({ type: MerchantResponse })
  @RequireScope('merchants:admin')
  @ChangesVersion()
  @HttpCode(200)
  @Post(':merchantId/resume')
  async resume(
    @Param('merchantId') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() caller: Principal,
  ): Promise<MerchantResponse> {
    const change = {
      merchantId: parseMerchantId(id),
      ifMatch,
      rule: resumeMerchant,
      event: 'com.pinglu.merchants.merchant_resumed.v1',
      action: 'merchant.resumed',
    } as const;
    return new MerchantResponse(await this.change.execute(change, caller));
  }
}
