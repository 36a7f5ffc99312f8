import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { topics, type ShipmentEvent } from '@pinglu/contracts';
import { ItemRepository } from '../../product/item.repository.js';
import { BuildDeclarationHandler } from './build-declaration.handler.js';

/** A parcel that crosses a border is declared as soon as it is packed. What becomes of it later is told by ourselves. */
@Controller()
export class BuildDeclarationConsumer {
  constructor(
    private readonly handler: BuildDeclarationHandler,
    private readonly items: ItemRepository,
  ) {}

  @EventPattern<string>(topics.shipment.name)
  async onShipmentEvents(@Payload() events: readonly ShipmentEvent[]): Promise<void> {
    const packed = events.filter(
      ({ type, data }) => type === 'com.pinglu.orders.shipment_packed.v1' && data.crossBorder,
    );
    if (packed.length === 0) return;
    await this.items.holdCatalogs(packed.map(({ data }) => data.merchantId));
    for (const event of packed) await this.handler.handle(event.data, event);
  }
}
