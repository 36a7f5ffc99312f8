import { Module } from '@nestjs/common';
import { DeclarantModule } from '../declarant/declarant.module.js';
import { ExchangeModule } from '../exchange/exchange.module.js';
import { SendBell } from '../job/bells.js';
import { ItemModule } from '../product/item.module.js';
import { ShopModule } from '../shop/shop.module.js';
import { SigningModule } from '../signing/signing.module.js';
import { BuildDeclarationConsumer } from './build-declaration/build-declaration.consumer.js';
import { BuildDeclarationHandler } from './build-declaration/build-declaration.handler.js';
import { DraftDocuments } from './build-declaration/draft-documents.js';
import { ChangeDeclaration } from './change-declaration.js';
import { CorrectDeclarationController } from './correct-declaration/correct-declaration.controller.js';
import { Redraft } from './correct-declaration/redraft.js';
import { DeclarationEvents } from './declaration.events.js';
import { DeclarationRepository } from './declaration.repository.js';
import { DocumentRepository } from './document.repository.js';
import { FollowReceiptsHandler } from './follow-receipts/follow-receipts.handler.js';
import { FollowReceiptsJob } from './follow-receipts/follow-receipts.job.js';
import { SendDeclarationHandler } from './send-declaration/send-declaration.handler.js';
import { SendDeclarationJob } from './send-declaration/send-declaration.job.js';
import { ViewDeclarationController } from './view-declaration/view-declaration.controller.js';

@Module({
  imports: [DeclarantModule, ExchangeModule, ItemModule, ShopModule, SigningModule],
  controllers: [BuildDeclarationConsumer, ViewDeclarationController, CorrectDeclarationController],
  providers: [
    BuildDeclarationHandler,
    ChangeDeclaration,
    DeclarationEvents,
    DeclarationRepository,
    DocumentRepository,
    DraftDocuments,
    FollowReceiptsHandler,
    FollowReceiptsJob,
    Redraft,
    SendBell,
    SendDeclarationHandler,
    SendDeclarationJob,
  ],
  exports: [DeclarationRepository, Redraft],
})
export class DeclarationModule {}
