import { Module } from '@nestjs/common';
import { FollowShopConsumer } from './follow-shop/follow-shop.consumer.js';
import { FollowShopHandler } from './follow-shop/follow-shop.handler.js';
import { ShopRepository } from './shop.repository.js';

@Module({
  controllers: [FollowShopConsumer],
  providers: [FollowShopHandler, ShopRepository],
  exports: [ShopRepository],
})
export class ShopModule {}
