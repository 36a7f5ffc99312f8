import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { MerchantModule } from '../merchant/merchant.module.js';
import { EnsureOperatorKey } from './ensure-operator-key/ensure-operator-key.js';
import { IssueApiKeyController } from './issue-api-key/issue-api-key.controller.js';
import { IssueApiKeyHandler } from './issue-api-key/issue-api-key.handler.js';
import { KnownKeysModule } from './known-keys.module.js';
import { ListApiKeysController } from './list-api-keys/list-api-keys.controller.js';
import { RevokeApiKeyController } from './revoke-api-key/revoke-api-key.controller.js';
import { RevokeApiKeyHandler } from './revoke-api-key/revoke-api-key.handler.js';

@Module({
  imports: [AuditModule, MerchantModule, KnownKeysModule],
  controllers: [IssueApiKeyController, ListApiKeysController, RevokeApiKeyController],
  providers: [IssueApiKeyHandler, RevokeApiKeyHandler, EnsureOperatorKey],
})
export class ApiKeyModule {}
