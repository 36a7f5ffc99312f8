import { Injectable } from '@nestjs/common';
import { pushKey, pushTopics } from '@pinglu/contracts';
import { EventFactory, Outbox } from '@pinglu/platform';
import type { Push } from './push.js';

/** Hands a push on to whoever works on it. */
@Injectable()
export class PushEvents {
  constructor(
    private readonly outbox: Outbox,
    private readonly events: EventFactory,
  ) {}

  /** To be called in the transaction that stores the push. One about no shop of ours is nobody's business. */
  async publish({ pushId, merchantId, shopId, marketplace, kind, reference, raw, receivedAt }: Push): Promise<void> {
    if (merchantId === null || shopId === null) return;
    const type = 'com.pinglu.marketplace.push_received.v1';
    const version = 1;
    const data = {
      ...{ pushId, merchantId, shopId, marketplace, kind, reference, raw },
      receivedAt: receivedAt.toISOString(),
      version,
    };
    const event = this.events.create({ type, data, merchantId, subject: pushId, version });
    const { name: topic } = pushTopics[marketplace];
    await this.outbox.write([{ topic, key: pushKey(merchantId, shopId, reference), event }]);
  }
}
