import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { parseMerchantId } from '@pinglu/kernel';
import { Caller, ChangesVersion, RequireScope, type Principal } from '@pinglu/platform';
import { ChangeMerchant } from '../change-merchant.js';
import { suspendMerchant } from '../merchant.js';
import { MerchantResponse } from '../merchant.response.js';
import { SuspendMerchantCommand } from './suspend-merchant.command.js';

@ApiTags('merchants')
@Controller('api/v1/merchants')
export class SuspendMerchantController {
  constructor(private readonly change: ChangeMerchant) {}

  @ApiOperation({ summary: 'Suspend a merchant', description: 'Its API keys are refused until it is resumed.' })
  @ApiParam({ name: 'merchantId', format: 'uuid' })
  @ApiOkResponse({ type: MerchantResponse })
  @RequireScope('merchants:admin')
  @ChangesVersion()
  @HttpCode(200)
  @Post(':merchantId/suspend')
  async suspend(
    @Param('merchantId') id: string,
    @Body() { reason }: SuspendMerchantCommand,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() caller: Principal,
  ): Promise<MerchantResponse> {
    const change = {
      merchantId: parseMerchantId(id),
      ifMatch,
      rule: suspendMerchant,
      event: 'com.pinglu.merchants.merchant_suspended.v1',
      action: 'merchant.suspended',
      details: { reason },
    } as const;
    return new MerchantResponse(await this.change.execute(change, caller));
  }
}
