import { CreateIdempotencyKey1767225600100, platformMigrations, type ServiceDatabase } from '@pinglu/platform';
import { ApiKeyEntity } from './api-key/api-key.entity.js';
import { MerchantEntity } from './merchant/merchant.entity.js';
import { CreateMerchant1767225601000 } from './migrations/1767225601000-create-merchant.js';
import { CreateApiKey1767225601001 } from './migrations/1767225601001-create-api-key.js';
import { CreateAuditEntry1767225601002 } from './migrations/1767225601002-create-audit-entry.js';
import { CreateShop1767225601003 } from './migrations/1767225601003-create-shop.js';
import { CreatePush1767225601004 } from './migrations/1767225601004-create-push.js';
import { AllowShopee1767225601005 } from './migrations/1767225601005-allow-shopee.js';
import { ShopEntity } from './shop/shop.entity.js';

export const gatewayDatabase: ServiceDatabase = {
  entities: [MerchantEntity, ApiKeyEntity, ShopEntity],
  migrations: [
    ...platformMigrations,
    CreateIdempotencyKey1767225600100,
    CreateMerchant1767225601000,
    CreateApiKey1767225601001,
    CreateAuditEntry1767225601002,
    CreateShop1767225601003,
    CreatePush1767225601004,
    AllowShopee1767225601005,
  ],
};
