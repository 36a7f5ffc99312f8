import { CreateIdempotencyKey1767225600100, platformMigrations, type ServiceDatabase } from '@pinglu/platform';
import { CreateWarehouse1767225700000 } from './migrations/1767225700000-create-warehouse.js';
import { CreateStock1767225700001 } from './migrations/1767225700001-create-stock.js';
import { CreateReservation1767225700002 } from './migrations/1767225700002-create-reservation.js';
import { CreateAvailability1767225700003 } from './migrations/1767225700003-create-availability.js';
import { FollowShopLevel1767225700004 } from './migrations/1767225700004-follow-shop-level.js';
import { Warehouse } from './warehouse/warehouse.entity.js';

export const inventoryDatabase: ServiceDatabase = {
  entities: [Warehouse],
  migrations: [
    ...platformMigrations,
    CreateIdempotencyKey1767225600100,
    CreateWarehouse1767225700000,
    CreateStock1767225700001,
    CreateReservation1767225700002,
    CreateAvailability1767225700003,
    FollowShopLevel1767225700004,
  ],
};
