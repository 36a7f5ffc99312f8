import type { ServiceDefinition } from '@pinglu/platform';
import { AppModule } from './app.module.js';
import type { InventoryConfig } from './config.js';
import { inventoryDatabase } from './data-source.js';

export const inventoryService = (config: InventoryConfig): ServiceDefinition<InventoryConfig> => ({
  name: 'inventory',
  title: 'Pinglu inventory',
  description: 'Where the stock of a merchant lies.',
  version: '0.1.0',
  config,
  module: AppModule,
  database: inventoryDatabase,
  problems: [
    {
      code: 'warehouse-not-found',
      title: 'There is no such warehouse',
      meaning: 'No warehouse has this id, or it belongs to a merchant that the caller may not see.',
      remedy: 'List the warehouses to find the right id.',
    },
  ],
});
