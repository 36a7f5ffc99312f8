import { newId, type MerchantId } from '@pinglu/kernel';
import type { Merchant, MerchantStatus } from './merchant.js';

/** A merchant for specs, valid as it comes. */
export class MerchantBuilder {
  private merchant: Merchant = {
    merchantId: newId<MerchantId>(),
    name: 'Nanning Pinglu Trading',
    countryOfEstablishment: 'CN',
    status: 'active',
    registeredAt: new Date('2026-11-25T02:00:00.000Z'),
    version: 1,
  };

  withName(name: string): this {
    this.merchant = { ...this.merchant, name };
    return this;
  }

  withStatus(status: MerchantStatus): this {
    this.merchant = { ...this.merchant, status };
    return this;
  }

  withVersion(version: number): this {
    this.merchant = { ...this.merchant, version };
    return this;
  }

  build(): Merchant {
    return this.merchant;
  }
}
