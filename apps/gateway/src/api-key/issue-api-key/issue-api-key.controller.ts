import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { parseMerchantId } from '@pinglu/kernel';
import { Caller, Idempotent, RequireScope, type Principal } from '@pinglu/platform';
import type { Response } from 'express';
import { IssuedApiKeyResponse } from '../api-key.response.js';
import { IssueApiKeyCommand } from './issue-api-key.command.js';
import { IssueApiKeyHandler } from './issue-api-key.handler.js';

@ApiTags('api-keys')
@Controller('api/v1/merchants/:merchantId/api-keys')
export class IssueApiKeyController {
  constructor(private readonly handler: IssueApiKeyHandler) {}

  @ApiOperation({
    summary: 'Issue an API key',
    description: 'The secret is shown once; a repeat is answered without it.',
  })
  @ApiParam({ name: 'merchantId', format: 'uuid' })
  @ApiCreatedResponse({ type: IssuedApiKeyResponse })
  @RequireScope('api-keys:write')
  @Idempotent({ omitFromReplay: ['secret'] })
  @Post()
  async issue(
    @Param('merchantId') id: string,
    @Body() command: IssueApiKeyCommand,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<IssuedApiKeyResponse> {
    const { apiKey, secret } = await this.handler.execute(parseMerchantId(id), command, caller);
    response.setHeader('Cache-Control', 'no-store');
    return new IssuedApiKeyResponse(apiKey, secret);
  }
}
