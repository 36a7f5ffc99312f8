import { Inject, Injectable } from '@nestjs/common';
import { SERVICE_CONFIG } from '@pinglu/platform';
import type { GatewayConfig } from '../config.js';
import { credentialsKey, Keyring } from '../credentials/keyring.js';

/** The keyring with the gateway's keys. */
@Injectable()
export class ShopKeyring extends Keyring {
  constructor(@Inject(SERVICE_CONFIG) config: Pick<GatewayConfig, 'CREDENTIALS_KEY' | 'CREDENTIALS_KEYS_RETIRED'>) {
    const retired = config.CREDENTIALS_KEYS_RETIRED?.split(',') ?? [];
    super(credentialsKey(config.CREDENTIALS_KEY), retired.map(credentialsKey));
  }
}
