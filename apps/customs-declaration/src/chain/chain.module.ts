import { Module } from '@nestjs/common';
import { DeclarationModule } from '../declaration/declaration.module.js';
import { ViewChainController } from './view-chain.controller.js';

@Module({ imports: [DeclarationModule], controllers: [ViewChainController] })
export class ChainModule {}
