import type { ServiceDefinition } from '@pinglu/platform';
import { AppModule } from './app.module.js';
import type { CatalogConfig } from './config.js';
import { catalogDatabase } from './data-source.js';
import { listingProblems } from './listing/listing.problems.js';
import { productProblems } from './product/product.problems.js';
import { shopProblems } from './shop/shop.problems.js';

export const catalogService = (config: CatalogConfig): ServiceDefinition<CatalogConfig> => ({
  name: 'catalog-sync',
  title: 'Pinglu catalog-sync',
  description: "A merchant's catalog, and what of it is listed in which shop.",
  version: '0.1.0',
  config,
  module: AppModule,
  database: catalogDatabase,
  problems: [...productProblems, ...shopProblems, ...listingProblems],
});
