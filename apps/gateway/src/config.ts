import {
  Base64KeySetting,
  BaseServiceConfig,
  DurationSetting,
  Ed25519PrivateKeySetting,
  HttpUrlSetting,
  IntegerSetting,
  loadConfig,
  OptionalHttpUrlSetting,
  OptionalTextSetting,
  Setting,
  type Environment,
} from '@pinglu/platform';
import { IsOptional, Matches } from 'class-validator';
import { apiKeyForm } from './api-key/api-key.js';

const keyList = /^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=)*$/;

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

  /** By which services prove to each other that they are services; the same for all of them. */
  @Base64KeySetting()
  INTERNAL_SERVICE_SECRET: string;

  /** Seals the tokens of shops in the database. */
  @Base64KeySetting()
  CREDENTIALS_KEY: string;

  /** Former values of CREDENTIALS_KEY that may still be needed to open what they sealed. */
  @Setting('a list of base64 keys of 32 bytes, separated by commas', IsOptional(), Matches(keyList))
  CREDENTIALS_KEYS_RETIRED?: string;

  /** Where people reach the gateway; marketplaces send sellers back to it. */
  @HttpUrlSetting()
  PUBLIC_URL: string = 'http://127.0.0.1:8080';

  @HttpUrlSetting()
  INVENTORY_URL: string;

  @HttpUrlSetting()
  CATALOG_URL: string;

  @HttpUrlSetting()
  ORDERS_URL: string;

  @HttpUrlSetting()
  CUSTOMS_URL: string;

  @HttpUrlSetting()
  SETTLEMENT_URL: string;

  /** Of our app on Lazada; without it no shop can be connected there. */
  @OptionalTextSetting('the key of an app on Lazada Open Platform')
  LAZADA_APP_KEY?: string;

  @OptionalTextSetting('the secret of that app')
  LAZADA_APP_SECRET?: string;

  @HttpUrlSetting()
  LAZADA_AUTH_URL: string = 'https://auth.lazada.com/rest';

  @HttpUrlSetting()
  LAZADA_API_URL_SG: string = 'https://api.lazada.sg/rest';

  @HttpUrlSetting()
  LAZADA_API_URL_MY: string = 'https://api.lazada.com.my/rest';

  @HttpUrlSetting()
  LAZADA_API_URL_TH: string = 'https://api.lazada.co.th/rest';

  @HttpUrlSetting()
  LAZADA_API_URL_VN: string = 'https://api.lazada.vn/rest';

  @HttpUrlSetting()
  LAZADA_API_URL_PH: string = 'https://api.lazada.com.ph/rest';

  @HttpUrlSetting()
  LAZADA_API_URL_ID: string = 'https://api.lazada.co.id/rest';

  /** Of our app on Shopee; without it no shop can be connected there. */
  @OptionalTextSetting('the partner id of an app on Shopee Open Platform')
  SHOPEE_PARTNER_ID?: string;

  @OptionalTextSetting('the partner key of that app')
  SHOPEE_PARTNER_KEY?: string;

  @HttpUrlSetting()
  SHOPEE_API_URL: string = 'https://partner.shopeemobile.com';

  /** Where sellers consent. */
  @HttpUrlSetting()
  SHOPEE_CONSENT_URL: string = 'https://open.shopee.com';

  /** How often to ask Shopee for messages that it could not deliver. */
  @DurationSetting({ min: 100, max: 86_400_000 })
  SHOPEE_LOST_PUSHES_EVERY_MS: number = 300_000;

  /** How long to rest between looks for tokens that must be refreshed. */
  @DurationSetting({ min: 10, max: 600_000 })
  TOKEN_REFRESH_EVERY_MS: number = 30_000;

  /** Lets the console place orders at a simulator; never set where real shops are connected. */
  @OptionalHttpUrlSetting()
  DEMO_SIMULATOR_URL?: string;

  /** The folder of the built console; where it is built to when left out. */
  @OptionalTextSetting('a folder such as /app/apps/console/dist')
  CONSOLE_DIR?: string;

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
