import {
  BaseServiceConfig,
  DurationSetting,
  Ed25519PrivateKeySetting,
  HttpUrlSetting,
  IntegerSetting,
  loadConfig,
  Setting,
  type Environment,
} from '@pinglu/platform';
import { IsOptional, Matches } from 'class-validator';
import { apiKeyForm } from './api-key/api-key.js';

export class GatewayConfig extends BaseServiceConfig {
  /** Signs the tokens by which the other services believe the gateway. */
  @Ed25519PrivateKeySetting()
  INTERNAL_TOKEN_PRIVATE_KEY: string;

  @Setting(
    'an API key of the form pk_<32 hexadecimal digits>_<43 characters of base64url>',
    IsOptional(),
    Matches(apiKeyForm),
  )
  BOOTSTRAP_OPERATOR_KEY?: string;

  @HttpUrlSetting()
  INVENTORY_URL: string;

  /** How long a service behind the gateway may take to begin its answer. */
  @DurationSetting({ min: 10, max: 120_000 })
  UPSTREAM_TIMEOUT_MS: number = 5_000;

  /** How long a revoked key or a suspended merchant may still be let in by another process. */
  @DurationSetting({ min: 0, max: 5_000 })
  API_KEY_CACHE_MS: number = 2_000;

  /** Calls an API key may make at once. */
  @IntegerSetting({ min: 1, max: 1_000_000 })
  CALLS_AT_ONCE: number = 200;

  /** Calls an API key gets back each second. */
  @IntegerSetting({ min: 1, max: 1_000_000 })
  CALLS_PER_SECOND: number = 100;
}

export const readGatewayConfig = (env: Environment = process.env): GatewayConfig => loadConfig(GatewayConfig, env);
