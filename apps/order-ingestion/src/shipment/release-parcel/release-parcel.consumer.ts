import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { topics, type DeclarationEvent } from '@pinglu/contracts';
import { ReleaseParcelHandler } from './release-parcel.handler.js';

@Controller()
export class ReleaseParcelConsumer {
  constructor(private readonly handler: ReleaseParcelHandler) {}

  @EventPattern<string>(topics.declaration.name)
  async onDeclarationEvents(@Payload() events: readonly DeclarationEvent[]): Promise<void> {
    await this.handler.handle(events);
  }
}
