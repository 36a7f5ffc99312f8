import { Injectable } from '@nestjs/common';
import { newId, type MerchantId } from '@pinglu/kernel';
import { currentRequestState, currentTransaction, type Principal } from '@pinglu/platform';

export type AuditAction =
  | 'merchant.registered'
  | 'merchant.renamed'
  | 'merchant.suspended'
  | 'merchant.resumed'
  | 'api-key.issued'
  | 'api-key.revoked'
  | 'shop.connected';

export interface AuditEntry {
  readonly action: AuditAction;
  readonly merchantId: MerchantId | null;
  /** Id of what was changed, when that is not the merchant itself. */
  readonly targetId?: string;
  /** Facts worth keeping: never a secret, never a buyer's data. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Who changed what and when. Append-only: the application role can neither change nor delete an entry. */
@Injectable()
export class AuditLog {
  /** To be called in the transaction of the change, so that there is no change without its entry. */
  async record(caller: Principal, { action, merchantId, targetId, details = {} }: AuditEntry): Promise<void> {
    await currentTransaction().query(
      `insert into audit_entry (audit_entry_id, merchant_id, actor, actor_role, action, target_id, request_id, details)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        newId(),
        merchantId,
        caller.subject,
        caller.role,
        action,
        targetId ?? merchantId,
        currentRequestState()?.requestId ?? null,
        JSON.stringify(details),
      ],
    );
  }
}
