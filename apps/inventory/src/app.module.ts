import { Module } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { Authenticator, InternalTokenAuthenticator, InternalTokenVerifier, SERVICE_CONFIG } from '@pinglu/platform';
import { AvailabilityModule } from './availability/availability.module.js';
import { ChainModule } from './chain/chain.module.js';
import type { InventoryConfig } from './config.js';
import { ReservationModule } from './reservation/reservation.module.js';
import { StockModule } from './stock/stock.module.js';
import { WarehouseModule } from './warehouse/warehouse.module.js';

@Module({
  imports: [WarehouseModule, StockModule, ReservationModule, AvailabilityModule, ChainModule],
  providers: [
    {
      provide: Authenticator,
      useFactory: (config: InventoryConfig, clock: Clock) =>
        new InternalTokenAuthenticator(new InternalTokenVerifier(config.INTERNAL_TOKEN_PUBLIC_KEY, 'inventory', clock)),
      inject: [SERVICE_CONFIG, Clock],
    },
  ],
})
export class AppModule {}
