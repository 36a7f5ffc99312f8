import { createParamDecorator } from '@nestjs/common';
import type { MerchantId } from '@pinglu/kernel';
import { currentRequestState } from '../../http/request/request-state.js';
import { UnauthenticatedError } from './auth.errors.js';
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

/** The caller of the request at hand. Throws UnauthenticatedError on a public route, where nobody was asked. */
export function currentPrincipal(): Principal {
  const principal = currentRequestState()?.principal;
  if (!principal) throw new UnauthenticatedError('This request carries no credentials.');
  return principal;
}

/** Injects the caller into a controller's method. */
export const Caller = createParamDecorator(() => currentPrincipal());

/** Whose rows a transaction of this caller may see; to be given to `Transactions.run`. */
export function visibleTo(principal: Principal): { merchants: readonly MerchantId[]; operator: boolean } {
  return {
    merchants: principal.merchantId === null ? [] : [principal.merchantId],
    operator: principal.role === 'operator',
  };
}
