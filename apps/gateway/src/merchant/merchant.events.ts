import { Injectable } from '@nestjs/common';
import { merchantKey, topics, type MerchantEvent } from '@pinglu/contracts';
import { EventFactory, Outbox } from '@pinglu/platform';
import type { Merchant } from './merchant.js';
import { MerchantResponse } from './merchant.response.js';

/** Tells the other services what became of a merchant. */
@Injectable()
export class MerchantEvents {
  constructor(
    private readonly outbox: Outbox,
    private readonly events: EventFactory,
  ) {}

  /** To be called in the transaction of the change. */
  async publish(type: MerchantEvent['type'], merchant: Merchant): Promise<void> {
    const { merchantId, version } = merchant;
    const data = { ...new MerchantResponse(merchant) };
    const event = this.events.create({ type, data, merchantId, subject: merchantId, version });
    await this.outbox.write([{ topic: topics.merchant.name, key: merchantKey(merchantId), event }]);
  }
}
