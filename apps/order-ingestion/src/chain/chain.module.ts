import { Module } from '@nestjs/common';
import { ViewChainController } from './view-chain.controller.js';

@Module({ controllers: [ViewChainController] })
export class ChainModule {}
