import { Module } from '@nestjs/common';
import { ListingIntentsModule } from '../listing/listing-intents.module.js';
import { ProductStoreModule } from '../product/product-store.module.js';
import { FollowShopConsumer } from './follow-shop/follow-shop.consumer.js';
import { FollowShopHandler } from './follow-shop/follow-shop.handler.js';
import { ShopStoreModule } from './shop-store.module.js';

@Module({
  imports: [ShopStoreModule, ProductStoreModule, ListingIntentsModule],
  controllers: [FollowShopConsumer],
  providers: [FollowShopHandler],
})
export class ShopModule {}
