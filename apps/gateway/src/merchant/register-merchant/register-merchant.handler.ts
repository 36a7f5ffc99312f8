import { Injectable } from '@nestjs/common';
import { Clock, newId, type MerchantId } from '@pinglu/kernel';
import { Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { AuditLog } from '../../audit/audit-log.js';
import { registerMerchant, type Merchant } from '../merchant.js';
import { MerchantEvents } from '../merchant.events.js';
import { MerchantRepository } from '../merchant.repository.js';
import type { RegisterMerchantCommand } from './register-merchant.command.js';

@Injectable()
export class RegisterMerchantHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly merchants: MerchantRepository,
    private readonly events: MerchantEvents,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  execute({ name }: RegisterMerchantCommand, caller: Principal): Promise<Merchant> {
    return this.transactions.run(visibleTo(caller), async () => {
      const merchant = registerMerchant({ merchantId: newId<MerchantId>(), name, now: this.clock.now() });
      await this.merchants.add(merchant);
      await this.events.publish('com.pinglu.merchants.merchant_registered.v1', merchant);
      await this.audit.record(caller, { action: 'merchant.registered', merchantId: merchant.merchantId });
      return merchant;
    });
  }
}
