import type { MerchantId } from '@pinglu/kernel';
import type { Role, Scope } from './scopes.js';

/** Who is calling, as the gateway found out and every service can verify. */
export interface Principal {
  /** Id of the API key, or `user:<id>` for a person. Never a secret. */
  readonly subject: string;
  /** The tenant; null for an operator, who belongs to none. */
  readonly merchantId: MerchantId | null;
  readonly role: Role;
  readonly scopes: readonly Scope[];
}

/** Whose rows a transaction of this caller may see; to be given to `Transactions.run`. */
export function visibleTo(principal: Principal): { merchants: readonly MerchantId[]; operator: boolean } {
  return {
    merchants: principal.merchantId === null ? [] : [principal.merchantId],
    operator: principal.role === 'operator',
  };
}
