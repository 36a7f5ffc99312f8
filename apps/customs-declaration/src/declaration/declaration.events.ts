import { Injectable } from '@nestjs/common';
import { orderKey, topics, type DeclarationEvent, type DomainEvent } from '@pinglu/contracts';
import { EventFactory, Outbox } from '@pinglu/platform';
import { snapshotOf, type Declaration, type DeclarationStatus } from './declaration.js';
import { DeclarationRepository } from './declaration.repository.js';

const typeOf = {
  sent: 'com.pinglu.customs.declaration_sent.v1',
  released: 'com.pinglu.customs.declaration_released.v1',
  refused: 'com.pinglu.customs.declaration_refused.v1',
} as const satisfies Partial<Record<DeclarationStatus, DeclarationEvent['type']>>;

/** Tells of a declaration that it was sent, released or refused; in the transaction of the change. */
@Injectable()
export class DeclarationEvents {
  constructor(
    private readonly declarations: DeclarationRepository,
    private readonly outbox: Outbox,
    private readonly events: EventFactory,
  ) {}

  /** Nothing is told of a draft: nobody can do anything with it. */
  async publish(declaration: Declaration, cause?: DomainEvent): Promise<void> {
    const { id, status, merchantId, shopId, orderNumber, version } = declaration;
    if (status === 'drafted') return;
    const receipts = await this.declarations.receiptsOf([id]);
    const event: DeclarationEvent = this.events.create({
      type: typeOf[status],
      data: snapshotOf(declaration, receipts.get(id)!),
      merchantId,
      subject: id,
      version,
      ...(cause && { cause }),
    });
    await this.outbox.write([
      { topic: topics.declaration.name, key: orderKey(merchantId, shopId, orderNumber), event },
    ]);
  }
}
