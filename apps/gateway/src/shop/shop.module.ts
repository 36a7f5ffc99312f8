import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { MerchantModule } from '../merchant/merchant.module.js';
import { AuthorizationRepository } from './authorize-shop/authorization.repository.js';
import { AuthorizeShopController } from './authorize-shop/authorize-shop.controller.js';
import { AuthorizeShopHandler } from './authorize-shop/authorize-shop.handler.js';
import { ConnectShopController } from './connect-shop/connect-shop.controller.js';
import { ConnectShopHandler } from './connect-shop/connect-shop.handler.js';
import { HandOutTokenController } from './hand-out-token/hand-out-token.controller.js';
import { HandOutTokenHandler } from './hand-out-token/hand-out-token.handler.js';
import { ServiceTokenGuard } from './hand-out-token/service-token.guard.js';
import { MarketplaceApps } from './marketplace-apps.js';
import { RefreshTokenHandler } from './refresh-token/refresh-token.handler.js';
import { RefreshTokenJob } from './refresh-token/refresh-token.job.js';
import { ShopCredentialRepository } from './shop-credential.repository.js';
import { ShopKeyring } from './shop-keyring.js';
import { ShopEvents } from './shop.events.js';
import { ShopRepository } from './shop.repository.js';
import { ViewShopController } from './view-shop/view-shop.controller.js';

@Module({
  imports: [AuditModule, MerchantModule],
  // The callback before "view one shop", whose path would take it for a shop's id.
  controllers: [AuthorizeShopController, ConnectShopController, ViewShopController, HandOutTokenController],
  providers: [
    AuthorizationRepository,
    AuthorizeShopHandler,
    ConnectShopHandler,
    HandOutTokenHandler,
    MarketplaceApps,
    RefreshTokenHandler,
    RefreshTokenJob,
    ServiceTokenGuard,
    ShopCredentialRepository,
    ShopEvents,
    ShopKeyring,
    ShopRepository,
  ],
  exports: [MarketplaceApps, ShopRepository],
})
export class ShopModule {}
