import {
  Base64KeySetting,
  BaseServiceConfig,
  DurationSetting,
  exitOnConfigError,
  HttpUrlSetting,
  IntegerSetting,
  loadConfig,
} from '@pinglu/platform';

/** What every service needs, and the way to the shops' tokens. */
export class InventoryConfig extends BaseServiceConfig {
  /** Where the access tokens of shops are. */
  @HttpUrlSetting()
  GATEWAY_URL: string;

  @Base64KeySetting()
  INTERNAL_SERVICE_SECRET: string;

  /** A shop that may offer no more than so many units is read before it is written to. */
  @IntegerSetting({ min: 0, max: 1_000_000 })
  READ_STOCK_UP_TO: number = 50;

  /** How far a marketplace's clock and ours may be apart, its rounding to seconds included. */
  @DurationSetting({ min: 0, max: 3_600_000 })
  STOCK_CLOCK_MARGIN_MS: number = 5_000;

  /** How soon a shop is read again after few units were written to it. */
  @DurationSetting({ min: 100, max: 3_600_000 })
  STOCK_LOOK_AGAIN_MS: number = 10_000;
}

export const readConfig = (): InventoryConfig => exitOnConfigError(() => loadConfig(InventoryConfig, process.env));
