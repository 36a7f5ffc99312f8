import type { Request } from 'express';
import type { Principal } from './principal.js';

/** Finds out who is calling. Throws UnauthenticatedError; the message must not tell a stranger which part was wrong. */
export abstract class Authenticator {
  abstract authenticate(request: Request): Promise<Principal>;
}

/** The token of `Authorization: Bearer <token>`, undefined without one. */
export function bearerToken(request: Request): string | undefined {
  return /^Bearer ([\w.~+/=-]{1,4096})$/i.exec(request.get('authorization') ?? '')?.[1];
}
