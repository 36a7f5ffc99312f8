import { Module } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { Authenticator, InternalTokenAuthenticator, InternalTokenVerifier, SERVICE_CONFIG } from '@pinglu/platform';
import type { SettlementConfig } from './config.js';
import { OrderRecordModule } from './order-record/order-record.module.js';
import { ShopModule } from './shop/shop.module.js';
import { StatementModule } from './statement/statement.module.js';

@Module({
  imports: [ShopModule, OrderRecordModule, StatementModule],
  providers: [
    {
      provide: Authenticator,
      useFactory: (config: SettlementConfig, clock: Clock) =>
        new InternalTokenAuthenticator(
          new InternalTokenVerifier(config.INTERNAL_TOKEN_PUBLIC_KEY, 'settlement', clock),
        ),
      inject: [SERVICE_CONFIG, Clock],
    },
  ],
})
export class AppModule {}
