import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { topics, type MerchantEvent } from '@pinglu/contracts';
import { isMerchantRegistered, OpenWarehouseHandler } from './open-warehouse.handler.js';

/** What inventory does with news of merchants: renaming and suspending one does not move its stock. */
@Controller()
export class OpenWarehouseConsumer {
  constructor(private readonly handler: OpenWarehouseHandler) {}

  @EventPattern<string>(topics.merchant.name)
  async onMerchantEvents(@Payload() events: readonly MerchantEvent[]): Promise<void> {
    await this.handler.handle(events.filter(isMerchantRegistered));
  }
}
