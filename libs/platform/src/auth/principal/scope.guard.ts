import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { currentRequestState } from '../../http/request/request-state.js';
import { addToLogScope } from '../../logging/log-scope.js';
import type { RateLimiter } from '../rate-limit/rate-limiter.js';
import { ForbiddenError, UnauthenticatedError } from './auth.errors.js';
import type { Authenticator } from './authenticator.js';
import { requiredScopeKey, type RequiredScope } from './require-scope.js';

export interface ScopeGuardOptions {
  readonly authenticator: Authenticator;
  /** Calls per API key; left out where another door has counted already. */
  readonly calls?: RateLimiter;
  /** Failed attempts per remote address, so that guessing keys is slow and does not reach the database. */
  readonly failures?: RateLimiter;
}

/** Denies by default: a route says `@RequireScope(…)` or `@Public()`, or nobody gets in. */
export class ScopeGuard implements CanActivate {
  private readonly reflector = new Reflector();

  constructor(private readonly options: ScopeGuardOptions) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    const required = this.reflector.getAllAndOverride<RequiredScope | undefined>(requiredScopeKey, targets);
    if (required === null) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const principal = await this.authenticate(request, response);
    const state = currentRequestState();
    if (state) state.principal = principal;
    if (principal.merchantId !== null) addToLogScope({ merchantId: principal.merchantId });
    this.options.calls?.count(principal.subject, response);
    if (required === undefined) throw new ForbiddenError('This address is not open to anybody.');
    if (!principal.scopes.includes(required)) throw new ForbiddenError(`This needs the scope ${required}.`);
    return true;
  }

  private async authenticate(request: Request, response: Response) {
    const { authenticator, failures } = this.options;
    const address = request.socket.remoteAddress ?? 'unknown';
    failures?.refuseIfEmpty(address, response);
    try {
      return await authenticator.authenticate(request);
    } catch (error) {
      if (error instanceof UnauthenticatedError) failures?.spend(address);
      throw error;
    }
  }
}
