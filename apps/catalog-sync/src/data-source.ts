import { CreateIdempotencyKey1767225600100, platformMigrations, type ServiceDatabase } from '@pinglu/platform';
import { CreateProduct1767225800000 } from './migrations/1767225800000-create-product.js';
import { CreateCatalogImport1767225800001 } from './migrations/1767225800001-create-catalog-import.js';
import { CreateShop1767225800002 } from './migrations/1767225800002-create-shop.js';
import { CreateListing1767225800003 } from './migrations/1767225800003-create-listing.js';
import { CreateHostedPicture1767225800004 } from './migrations/1767225800004-create-hosted-picture.js';

/** No entities: a catalog is read and written by the hundred, see the repositories. */
export const catalogDatabase: ServiceDatabase = {
  entities: [],
  migrations: [
    ...platformMigrations,
    CreateIdempotencyKey1767225600100,
    CreateProduct1767225800000,
    CreateCatalogImport1767225800001,
    CreateShop1767225800002,
    CreateListing1767225800003,
    CreateHostedPicture1767225800004,
  ],
};
