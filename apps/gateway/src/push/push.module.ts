import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Express } from 'express';
import { ShopModule } from '../shop/shop.module.js';
import { PushEvents } from './push.events.js';
import { PushRepository } from './push.repository.js';
import { readRawBody } from './raw-body.js';
import { RecoverPushesJob } from './recover-pushes/recover-pushes.job.js';
import { ReceivePushController } from './receive-push/receive-push.controller.js';
import { ReceivePushHandler } from './receive-push/receive-push.handler.js';

@Module({
  imports: [ShopModule],
  controllers: [ReceivePushController],
  providers: [PushRepository, PushEvents, ReceivePushHandler, RecoverPushesJob],
  exports: [PushRepository],
})
export class PushModule {
  /** Modules are made before the door opens, so this comes before the door's own body parser; Nest's middleware would not. */
  constructor({ httpAdapter }: HttpAdapterHost) {
    const express: Express = httpAdapter.getInstance();
    express.use('/push', readRawBody());
  }
}
