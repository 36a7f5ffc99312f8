import { Body, Controller, Headers, Param, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { parseMerchantId } from '@pinglu/kernel';
import { Caller, ChangesVersion, RequireScope, type Principal } from '@pinglu/platform';
import { ChangeMerchant } from '../change-merchant.js';
import { renameMerchant } from '../merchant.js';
import { MerchantResponse } from '../merchant.response.js';
import { RenameMerchantCommand } from './rename-merchant.command.js';

@ApiTags('merchants')
@Controller('api/v1/merchants')
export class RenameMerchantController {
  constructor(private readonly change: ChangeMerchant) {}

  @ApiOperation({ summary: 'Rename a merchant' })
  @ApiParam({ name: 'merchantId', format: 'uuid' })
  @ApiOkResponse({ type: MerchantResponse })
  @RequireScope('merchants:write')
  @ChangesVersion()
  @Patch(':merchantId')
  async rename(
    @Param('merchantId') id: string,
    @Body() { name }: RenameMerchantCommand,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() caller: Principal,
  ): Promise<MerchantResponse> {
    const change = {
      merchantId: parseMerchantId(id),
      ifMatch,
      rule: (merchant: Parameters<typeof renameMerchant>[0]) => renameMerchant(merchant, name),
      event: 'com.pinglu.merchants.merchant_renamed.v1',
      action: 'merchant.renamed',
    } as const;
    return new MerchantResponse(await this.change.execute(change, caller));
  }
}
