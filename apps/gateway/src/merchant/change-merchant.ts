import { Injectable } from '@nestjs/common';
import type { MerchantEvent } from '@pinglu/contracts';
import type { MerchantId } from '@pinglu/kernel';
import { currentTransaction, requireIfMatch, Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { KnownKeys } from '../api-key/known-keys.js';
import { AuditLog, type AuditAction } from '../audit/audit-log.js';
import type { Merchant } from './merchant.js';
import { MerchantEvents } from './merchant.events.js';
import { MerchantRepository } from './merchant.repository.js';

export interface MerchantChange {
  readonly merchantId: MerchantId;
  /** The `If-Match` header as it came. */
  readonly ifMatch: string | undefined;
  readonly rule: (merchant: Merchant) => Merchant;
  readonly event: MerchantEvent['type'];
  readonly action: AuditAction;
  readonly details?: Readonly<Record<string, string>>;
}

/** What every change of a merchant has in common: lock → version → rule → row, event and audit in one transaction. */
@Injectable()
export class ChangeMerchant {
  constructor(
    private readonly transactions: Transactions,
    private readonly merchants: MerchantRepository,
    private readonly events: MerchantEvents,
    private readonly audit: AuditLog,
    private readonly knownKeys: KnownKeys,
  ) {}

  execute(change: MerchantChange, caller: Principal): Promise<Merchant> {
    return this.transactions.run(visibleTo(caller), async () => {
      const before = await this.merchants.getForChange(change.merchantId);
      requireIfMatch(change.ifMatch, before.version);
      const after = change.rule(before);
      if (after === before) return before;
      await this.merchants.update(after);
      await this.events.publish(change.event, after);
      const { action, merchantId, details } = change;
      await this.audit.record(caller, { action, merchantId, details: { version: after.version, ...details } });
      if (after.status !== before.status) currentTransaction().afterCommit(() => this.knownKeys.forgetAll());
      return after;
    });
  }
}
