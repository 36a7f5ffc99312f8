import { platformMigrations, type ServiceDatabase } from '@pinglu/platform';
import { CreateWarehouse1767225700000 } from './migrations/1767225700000-create-warehouse.js';
import { Warehouse } from './warehouse/warehouse.entity.js';

export const inventoryDatabase: ServiceDatabase = {
  entities: [Warehouse],
  migrations: [...platformMigrations, CreateWarehouse1767225700000],
};
