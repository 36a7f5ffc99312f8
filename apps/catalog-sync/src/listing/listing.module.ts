import { Module } from '@nestjs/common';
import { MarketplaceModule } from '../marketplace/marketplace.module.js';
import { ProductStoreModule } from '../product/product-store.module.js';
import { ShopStoreModule } from '../shop/shop-store.module.js';
import { DryRunListingsController } from './dry-run-listings/dry-run-listings.controller.js';
import { DryRunListingsHandler } from './dry-run-listings/dry-run-listings.handler.js';
import { ListingEvents } from './listing.events.js';
import { ListingIntentsModule } from './listing-intents.module.js';
import { HostPictures } from '../picture/host-pictures.js';
import { PictureFetcher } from '../picture/fetch-picture.js';
import { HostedPictureRepository } from '../picture/hosted-picture.repository.js';
import { Planner } from './plan-listing/planner.js';
import { PublishListing } from './publish-listings/publish-listing.js';
import { PublishListingsController } from './publish-listings/publish-listings.controller.js';
import { PublishListingsHandler } from './publish-listings/publish-listings.handler.js';
import { PublishListingsJob } from './publish-listings/publish-listings.job.js';
import { ViewListingController } from './view-listing/view-listing.controller.js';

@Module({
  imports: [ListingIntentsModule, MarketplaceModule, ProductStoreModule, ShopStoreModule],
  controllers: [DryRunListingsController, PublishListingsController, ViewListingController],
  providers: [
    DryRunListingsHandler,
    HostedPictureRepository,
    HostPictures,
    PictureFetcher,
    ListingEvents,
    Planner,
    PublishListing,
    PublishListingsHandler,
    PublishListingsJob,
  ],
})
export class ListingModule {}
