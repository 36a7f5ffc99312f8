import { Module } from '@nestjs/common';
import { OrderModule } from '../order/order.module.js';
import { MapListingConsumer } from './map-listing/map-listing.consumer.js';
import { MapListingHandler } from './map-listing/map-listing.handler.js';

@Module({ imports: [OrderModule], controllers: [MapListingConsumer], providers: [MapListingHandler] })
export class ListingModule {}
