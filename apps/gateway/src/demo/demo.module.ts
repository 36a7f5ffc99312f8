import { Module } from '@nestjs/common';
import { ProxyModule } from '../proxy/proxy.module.js';
import { ShopModule } from '../shop/shop.module.js';
import { DemoController } from './demo.controller.js';
import { Simulator } from './simulator.js';

@Module({ imports: [ProxyModule, ShopModule], controllers: [DemoController], providers: [Simulator] })
export class DemoModule {}
