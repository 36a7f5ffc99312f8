import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, Idempotent, RequireScope, Versioned, type Principal } from '@pinglu/platform';
import type { Response } from 'express';
import { MerchantResponse } from '../merchant.response.js';
import { RegisterMerchantCommand } from './register-merchant.command.js';
import { RegisterMerchantHandler } from './register-merchant.handler.js';

@ApiTags('merchants')
@Controller('api/v1/merchants')
export class RegisterMerchantController {
  constructor(private readonly handler: RegisterMerchantHandler) {}

  @ApiOperation({ summary: 'Register a merchant', description: 'Its default warehouse is opened soon after.' })
  @ApiCreatedResponse({ type: MerchantResponse })
  @RequireScope('merchants:admin')
  @Idempotent()
  @Versioned()
  @Post()
  async register(
    @Body() command: RegisterMerchantCommand,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MerchantResponse> {
    const merchant = await this.handler.execute(command, caller);
    response.setHeader('Location', `/api/v1/merchants/${merchant.merchantId}`);
    return new MerchantResponse(merchant);
  }
}
