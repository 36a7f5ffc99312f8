import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { InternalTokenSigner, SERVICE_CONFIG } from '@pinglu/platform';
import type { GatewayConfig } from '../config.js';

/** The platform's signer with the gateway's key. */
@Injectable()
export class TokenSigner extends InternalTokenSigner {
  constructor(@Inject(SERVICE_CONFIG) config: Pick<GatewayConfig, 'INTERNAL_TOKEN_PRIVATE_KEY'>, clock: Clock) {
    super(config.INTERNAL_TOKEN_PRIVATE_KEY, clock);
  }
}
