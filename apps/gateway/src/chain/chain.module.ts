import { Module } from '@nestjs/common';
import { ProxyModule } from '../proxy/proxy.module.js';
import { PushModule } from '../push/push.module.js';
import { PushSteps } from './push-steps.js';
import { ViewChainController } from './view-chain.controller.js';
import { ViewChainHandler } from './view-chain.handler.js';

@Module({
  imports: [ProxyModule, PushModule],
  controllers: [ViewChainController],
  providers: [PushSteps, ViewChainHandler],
})
export class ChainModule {}
