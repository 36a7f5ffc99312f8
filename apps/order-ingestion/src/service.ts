import type { ServiceDefinition } from '@pinglu/platform';
import { AppModule } from './app.module.js';
import type { OrderIngestionConfig } from './config.js';
import { orderIngestionDatabase } from './data-source.js';
import { orderProblems } from './order/order.problems.js';
import { shipmentProblems } from './shipment/shipment.problems.js';

export const orderIngestionService = (config: OrderIngestionConfig): ServiceDefinition<OrderIngestionConfig> => ({
  name: 'order-ingestion',
  title: 'Pinglu order ingestion',
  description: 'Takes in the orders of all shops, packs them and frees their parcels.',
  version: '0.1.0',
  config,
  module: AppModule,
  database: orderIngestionDatabase,
  problems: [...orderProblems, ...shipmentProblems],
});
