import type { Request } from 'express';
import { Authenticator, bearerToken } from '../principal/authenticator.js';
import type { Principal } from '../principal/principal.js';
import { InternalTokenVerifier } from './internal-token.js';

/** How every service but the gateway finds out who is calling. */
export class InternalTokenAuthenticator extends Authenticator {
  constructor(private readonly verifier: InternalTokenVerifier) {
    super();
  }

  authenticate(request: Request): Promise<Principal> {
    return this.verifier.verify(bearerToken(request) ?? '');
  }
}
