import { Controller, Delete, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { parseApiKeyId, parseMerchantId } from '@pinglu/kernel';
import { Caller, RequireScope, type Principal } from '@pinglu/platform';
import { RevokeApiKeyHandler } from './revoke-api-key.handler.js';

@ApiTags('api-keys')
@Controller('api/v1/merchants/:merchantId/api-keys')
export class RevokeApiKeyController {
  constructor(private readonly handler: RevokeApiKeyHandler) {}

  @ApiOperation({ summary: 'Revoke an API key', description: 'It is refused within seconds, for good.' })
  @ApiParam({ name: 'merchantId', format: 'uuid' })
  @ApiParam({ name: 'apiKeyId', format: 'uuid' })
  @ApiNoContentResponse()
  @RequireScope('api-keys:write')
  @HttpCode(204)
  @Delete(':apiKeyId')
  revoke(
    @Param('merchantId') merchantId: string,
    @Param('apiKeyId') apiKeyId: string,
    @Caller() caller: Principal,
  ): Promise<void> {
    return this.handler.execute({ merchantId: parseMerchantId(merchantId), apiKeyId: parseApiKeyId(apiKeyId) }, caller);
  }
}
