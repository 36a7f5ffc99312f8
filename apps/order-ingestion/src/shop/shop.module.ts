import { Module } from '@nestjs/common';
import { RawOrderModule } from '../raw-order/raw-order.module.js';
import { FollowShopConsumer } from './follow-shop/follow-shop.consumer.js';
import { FollowShopHandler } from './follow-shop/follow-shop.handler.js';

@Module({ imports: [RawOrderModule], controllers: [FollowShopConsumer], providers: [FollowShopHandler] })
export class ShopModule {}
