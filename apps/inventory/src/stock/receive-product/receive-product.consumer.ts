import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { topics, type ProductEvent } from '@pinglu/contracts';
import { ReceiveProductHandler } from './receive-product.handler.js';

@Controller()
export class ReceiveProductConsumer {
  constructor(private readonly handler: ReceiveProductHandler) {}

  @EventPattern<string>(topics.product.name)
  async onProductEvents(@Payload() events: readonly ProductEvent[]): Promise<void> {
    await this.handler.handle(events);
  }
}
