import { Module } from '@nestjs/common';
import { DeclarationModule } from '../declaration/declaration.module.js';
import { FollowProductConsumer } from './follow-product/follow-product.consumer.js';
import { FollowProductHandler } from './follow-product/follow-product.handler.js';
import { ItemModule } from './item.module.js';

@Module({
  imports: [DeclarationModule, ItemModule],
  controllers: [FollowProductConsumer],
  providers: [FollowProductHandler],
})
export class ProductModule {}
