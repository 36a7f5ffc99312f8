import { Module } from '@nestjs/common';
import { KnownKeysModule } from '../api-key/known-keys.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { ChangeMerchant } from './change-merchant.js';
import { MerchantEvents } from './merchant.events.js';
import { MerchantRepository } from './merchant.repository.js';
import { RegisterMerchantController } from './register-merchant/register-merchant.controller.js';
import { RegisterMerchantHandler } from './register-merchant/register-merchant.handler.js';
import { RenameMerchantController } from './rename-merchant/rename-merchant.controller.js';
import { ResumeMerchantController } from './resume-merchant/resume-merchant.controller.js';
import { SuspendMerchantController } from './suspend-merchant/suspend-merchant.controller.js';
import { ViewMerchantController } from './view-merchant/view-merchant.controller.js';

@Module({
  imports: [AuditModule, KnownKeysModule],
  controllers: [
    RegisterMerchantController,
    ViewMerchantController,
    RenameMerchantController,
    SuspendMerchantController,
    ResumeMerchantController,
  ],
  providers: [MerchantRepository, MerchantEvents, ChangeMerchant, RegisterMerchantHandler],
  exports: [MerchantRepository],
})
export class MerchantModule {}
