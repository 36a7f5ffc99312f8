import { Module } from '@nestjs/common';
import { ListingIntentsModule } from '../listing/listing-intents.module.js';
import { CatalogFileDoor } from './import-catalog/catalog-file.door.js';
import { CatalogImportRepository } from './import-catalog/catalog-import.repository.js';
import { ImportCatalogController } from './import-catalog/import-catalog.controller.js';
import { ImportCatalogHandler } from './import-catalog/import-catalog.handler.js';
import { ImportCatalogJob } from './import-catalog/import-catalog.job.js';
import { RunImport } from './import-catalog/run-import.js';
import { ProductEvents } from './product.events.js';
import { ProductStoreModule } from './product-store.module.js';
import { ViewImportController } from './view-import/view-import.controller.js';
import { ViewProductController } from './view-product/view-product.controller.js';

@Module({
  imports: [ProductStoreModule, ListingIntentsModule],
  controllers: [ImportCatalogController, ViewImportController, ViewProductController],
  providers: [
    CatalogFileDoor,
    CatalogImportRepository,
    ImportCatalogHandler,
    ImportCatalogJob,
    RunImport,
    ProductEvents,
  ],
})
export class ProductModule {}
