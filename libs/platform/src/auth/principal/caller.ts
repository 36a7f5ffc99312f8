import { createParamDecorator } from '@nestjs/common';
import { currentRequestState } from '../../http/request/request-state.js';
import { UnauthenticatedError } from './auth.errors.js';
import type { Principal } from './principal.js';

/** The caller of the request at hand. Throws UnauthenticatedError on a public route, where nobody was asked. */
export function currentPrincipal(): Principal {
  const principal = currentRequestState()?.principal;
  if (!principal) throw new UnauthenticatedError('This request carries no credentials.');
  return principal;
}

/** Injects the caller into a controller's method. */
export const Caller = createParamDecorator(() => currentPrincipal());
