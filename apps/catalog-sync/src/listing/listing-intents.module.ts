import { Module } from '@nestjs/common';
import { ShopStoreModule } from '../shop/shop-store.module.js';
import { ListingIntents } from './listing-intents.js';
import { ListingRepository } from './listing.repository.js';
import { PublishBell } from './publish-listings/publish-bell.js';

/** What the concepts that cause listings need of them. */
@Module({
  imports: [ShopStoreModule],
  providers: [ListingRepository, ListingIntents, PublishBell],
  exports: [ListingRepository, ListingIntents, PublishBell],
})
export class ListingIntentsModule {}
