import { Module } from '@nestjs/common';
import { ItemRepository } from './item.repository.js';

@Module({ providers: [ItemRepository], exports: [ItemRepository] })
export class ItemModule {}
