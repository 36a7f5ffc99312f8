import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { bearerToken, ServiceTokenVerifier, SERVICE_CONFIG } from '@pinglu/platform';
import type { Request } from 'express';
import type { GatewayConfig } from '../../config.js';

/** Lets in our own services and nobody else: an API key, even an operator's, opens nothing here. */
@Injectable()
export class ServiceTokenGuard implements CanActivate {
  private readonly verifier: ServiceTokenVerifier;

  constructor(@Inject(SERVICE_CONFIG) config: Pick<GatewayConfig, 'INTERNAL_SERVICE_SECRET'>, clock: Clock) {
    this.verifier = new ServiceTokenVerifier(config.INTERNAL_SERVICE_SECRET, 'gateway', clock);
  }

  /** Throws UnauthenticatedError. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    await this.verifier.verify(bearerToken(context.switchToHttp().getRequest<Request>()) ?? '');
    return true;
  }
}
