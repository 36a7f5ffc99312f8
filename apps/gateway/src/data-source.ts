import { CreateIdempotencyKey1767225600100, platformMigrations, type ServiceDatabase } from '@pinglu/platform';
import { ApiKeyEntity } from './api-key/api-key.entity.js';
import { MerchantEntity } from './merchant/merchant.entity.js';
import { CreateMerchant1767225601000 } from './migrations/1767225601000-create-merchant.js';
import { CreateApiKey1767225601001 } from './migrations/1767225601001-create-api-key.js';
import { CreateAuditEntry1767225601002 } from './migrations/1767225601002-create-audit-entry.js';

export const gatewayDatabase: ServiceDatabase = {
  entities: [MerchantEntity, ApiKeyEntity],
  migrations: [
    ...platformMigrations,
    CreateIdempotencyKey1767225600100,
    CreateMerchant1767225601000,
    CreateApiKey1767225601001,
    CreateAuditEntry1767225601002,
  ],
};
