import { Global, Module } from '@nestjs/common';
import { ListingVariantRepository } from './listing/listing-variant.repository.js';
import { OrderEvents } from './order/order.events.js';
import { OrderRepository } from './order/order.repository.js';
import { FetchWishRepository } from './raw-order/fetch-wish.repository.js';
import { OrderPullRepository } from './raw-order/pull-orders/order-pull.repository.js';
import { RawOrderRepository } from './raw-order/raw-order.repository.js';
import { ShipmentQueueRepository } from './shipment/shipment-queue.repository.js';
import { ShipmentEvents } from './shipment/shipment.events.js';
import { ShipmentRepository } from './shipment/shipment.repository.js';
import { ShopRepository } from './shop/shop.repository.js';

const repositories = [
  ShopRepository,
  ListingVariantRepository,
  FetchWishRepository,
  RawOrderRepository,
  OrderPullRepository,
  OrderRepository,
  OrderEvents,
  ShipmentRepository,
  ShipmentQueueRepository,
  ShipmentEvents,
];

/** What reads and writes rows, and no more: open to every concept, because they meet in one transaction. */
@Global()
@Module({ providers: repositories, exports: repositories })
export class RepositoriesModule {}
