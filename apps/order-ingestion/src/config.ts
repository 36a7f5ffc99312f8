import {
  Base64KeySetting,
  BaseServiceConfig,
  DurationSetting,
  exitOnConfigError,
  HttpUrlSetting,
  IntegerSetting,
  loadConfig,
} from '@pinglu/platform';

const DAY_MS = 86_400_000;

export class OrderIngestionConfig extends BaseServiceConfig {
  /** Where shops' access tokens come from. */
  @HttpUrlSetting()
  GATEWAY_URL: string;

  /** Shared by all services; proves to the gateway which of them asks. */
  @Base64KeySetting()
  INTERNAL_SERVICE_SECRET: string;

  /** How long after one pull of a shop's orders the next one comes. Pushes are quicker; pulls find what they missed. */
  @DurationSetting({ min: 100, max: DAY_MS })
  PULL_EVERY_MS: number = 60_000;

  /** How far a pull looks back behind the newest change that the last one saw. */
  @DurationSetting({ min: 1_000, max: 7 * DAY_MS })
  PULL_OVERLAP_MS: number = 120_000;

  /** How old the changes are that the first pull of a newly connected shop asks for. */
  @DurationSetting({ min: 0, max: 90 * DAY_MS })
  FIRST_PULL_MS: number = 7 * DAY_MS;

  /**
   * How long a process that does not renew it keeps its hold on work in hand. When one is killed, another one, or the
   * next, goes on after this time.
   */
  @DurationSetting({ min: 300, max: 600_000 })
  HOLD_MS: number = 15_000;

  /** How long the marketplace's own words about an order, and with them its buyer, are kept. */
  @IntegerSetting({ min: 1, max: 3_650 })
  RAW_KEPT_DAYS: number = 90;
}

export const readConfig = (): OrderIngestionConfig =>
  exitOnConfigError(() => loadConfig(OrderIngestionConfig, process.env));
