import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { parseShopId } from '@pinglu/kernel';
import { Caller, RequireScope, Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { ShopRepository } from '../shop/shop.repository.js';
import { PlaceDemoOrderCommand } from './place-demo-order.command.js';
import { Simulator } from './simulator.js';

/** What only a demo has: a buyer at the press of a button. Without DEMO_SIMULATOR_URL there is nothing here. */
@ApiExcludeController()
@Controller('api/v1/demo')
export class DemoController {
  constructor(
    private readonly simulator: Simulator,
    private readonly transactions: Transactions,
    private readonly shops: ShopRepository,
  ) {}

  /** 404 without a demo: the console then shows no button. */
  @RequireScope('orders:read')
  @Get()
  look(): { orders: boolean } {
    return { orders: this.simulator.url !== '' };
  }

  /** Places an order in one of the caller's shops, as a buyer would. It becomes known to us as any order does. */
  @RequireScope('shipments:write')
  @HttpCode(201)
  @Post('orders')
  async order(@Body() command: PlaceDemoOrderCommand, @Caller() caller: Principal): Promise<{ orderNumber: string }> {
    const shopId = parseShopId(command.shopId);
    const shop = await this.transactions.run(visibleTo(caller), () => this.shops.get(shopId));
    return { orderNumber: await this.simulator.placeOrder(shop.externalSellerId, command.lines) };
  }
}
