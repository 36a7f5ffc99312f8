import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@pinglu/platform';
import type { Request } from 'express';
import { PushTooLargeError } from '../push.errors.js';
import { pushLimitBytes, rawBodyOf } from '../raw-body.js';
import { ReceivePushHandler } from './receive-push.handler.js';

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
    const rawBody = rawBodyOf(request);
    if (rawBody === 'too large') throw new PushTooLargeError(pushLimitBytes);
    await this.handler.lazada({ rawBody, headers: request.headers });
    return { received: true };
  }
}
