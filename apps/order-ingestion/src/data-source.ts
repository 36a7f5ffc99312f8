import { platformMigrations, type ServiceDatabase } from '@pinglu/platform';
import { CreateShop1767225800000 } from './migrations/1767225800000-create-shop.js';
import { CreateListingVariant1767225800001 } from './migrations/1767225800001-create-listing-variant.js';
import { CreateRawOrder1767225800002 } from './migrations/1767225800002-create-raw-order.js';
import { CreateOrder1767225800003 } from './migrations/1767225800003-create-order.js';
import { CreateShipment1767225800004 } from './migrations/1767225800004-create-shipment.js';

/** No entities: orders and parcels are read and written many at once, by statements that are spelled out. */
export const orderIngestionDatabase: ServiceDatabase = {
  entities: [],
  migrations: [
    ...platformMigrations,
    CreateShop1767225800000,
    CreateListingVariant1767225800001,
    CreateRawOrder1767225800002,
    CreateOrder1767225800003,
    CreateShipment1767225800004,
  ],
};
