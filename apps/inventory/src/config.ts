import { Base64KeySetting, BaseServiceConfig, exitOnConfigError, HttpUrlSetting, loadConfig } from '@pinglu/platform';

/** What every service needs, and the way to the shops' tokens. */
export class InventoryConfig extends BaseServiceConfig {
  /** Where the access tokens of shops are. */
  @HttpUrlSetting()
  GATEWAY_URL: string;

  @Base64KeySetting()
  INTERNAL_SERVICE_SECRET: string;
}

export const readConfig = (): InventoryConfig => exitOnConfigError(() => loadConfig(InventoryConfig, process.env));
