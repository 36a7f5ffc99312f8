import { Module } from '@nestjs/common';
import { FollowShopConsumer } from './follow-shop/follow-shop.consumer.js';
import { ShopRepository } from './shop.repository.js';

@Module({ controllers: [FollowShopConsumer], providers: [ShopRepository], exports: [ShopRepository] })
export class ShopModule {}
