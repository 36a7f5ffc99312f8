import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@pinglu/platform';
import type { Request } from 'express';
import { PushTooLargeError } from '../push.errors.js';
import { pushLimitBytes, rawBodyOf } from '../raw-body.js';
import { ReceivePushHandler, type Delivery } from './receive-push.handler.js';

/** Where marketplaces push to. Not part of our API: each marketplace describes its own messages. */
@ApiExcludeController()
@Controller('push')
export class ReceivePushController {
  constructor(private readonly handler: ReceivePushHandler) {}

  /** Public as far as API keys are concerned: the signature over the body says who sends. */
  @Public()
  @HttpCode(200)
  @Post('lazada')
  async lazada(@Req() request: Request): Promise<{ received: true }> {
    await this.handler.receive('lazada', deliveryOf(request));
    return { received: true };
  }

  /** Answers nothing: Shopee takes a body, whatever it says, for a failure. */
  @Public()
  @HttpCode(200)
  @Post('shopee')
  async shopee(@Req() request: Request): Promise<void> {
    await this.handler.receive('shopee', deliveryOf(request));
  }
}

function deliveryOf(request: Request): Delivery {
  const rawBody = rawBodyOf(request);
  if (rawBody === 'too large') throw new PushTooLargeError(pushLimitBytes);
  return { rawBody, headers: request.headers };
}
