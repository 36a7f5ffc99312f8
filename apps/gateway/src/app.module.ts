import { Module } from '@nestjs/common';
import { ApiDocumentModule } from './api-document/api-document.module.js';
import { ApiKeyModule } from './api-key/api-key.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthenticateModule } from './authenticate/authenticate.module.js';
import { ChainModule } from './chain/chain.module.js';
import { ConsoleModule } from './console/console.module.js';
import { DemoModule } from './demo/demo.module.js';
import { MerchantModule } from './merchant/merchant.module.js';
import { PushModule } from './push/push.module.js';
import { ProxyModule } from './proxy/proxy.module.js';
import { ShopModule } from './shop/shop.module.js';

@Module({
  imports: [
    MerchantModule,
    ApiKeyModule,
    AuthenticateModule,
    AuditModule,
    ShopModule,
    PushModule,
    ProxyModule,
    ChainModule,
    DemoModule,
    ApiDocumentModule,
    ConsoleModule,
  ],
})
export class AppModule {}
