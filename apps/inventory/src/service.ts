import type { ServiceDefinition } from '@pinglu/platform';
import { AppModule } from './app.module.js';
import type { InventoryConfig } from './config.js';
import { inventoryDatabase } from './data-source.js';

export const inventoryService = (config: InventoryConfig): ServiceDefinition<InventoryConfig> => ({
  name: 'inventory',
  title: 'Pinglu inventory',
  description: 'Where the stock of a merchant lies, what of it is promised, and what each shop may offer.',
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
    {
      code: 'stock-not-found',
      title: 'No stock is kept of this SKU',
      meaning:
        'The catalog has not named this SKU with a quantity, or it belongs to a merchant the caller may not see.',
      remedy: 'Compare the SKU with the catalog, letter by letter.',
    },
    {
      code: 'count-below-reserved',
      title: 'Less was counted than is promised',
      meaning: 'Orders that have not been shipped hold more units than were counted on the shelf.',
      remedy: 'Count again; if it is right, cancel orders first, and then send the count.',
    },
  ],
});
