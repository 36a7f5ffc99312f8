import {
  Base64KeySetting,
  BaseServiceConfig,
  DurationSetting,
  exitOnConfigError,
  HttpUrlSetting,
  IntegerSetting,
  loadConfig,
} from '@pinglu/platform';

export class SettlementConfig extends BaseServiceConfig {
  /** Where the access tokens of shops come from. */
  @HttpUrlSetting()
  GATEWAY_URL: string;

  /** Shared by all services; proves to the gateway which service asks. */
  @Base64KeySetting()
  INTERNAL_SERVICE_SECRET: string;

  /** How long after one reading of a shop's account the next one comes. Marketplaces book once a day. */
  @DurationSetting({ min: 100, max: 86_400_000 })
  FINANCE_EVERY_MS: number = 900_000;

  /** How many days before today the first reading of a newly connected shop begins. */
  @IntegerSetting({ min: 1, max: 179 })
  FINANCE_FIRST_DAYS: number = 30;

  /** How many days every later reading goes back at least: rows are booked late, and change until they are paid. */
  @IntegerSetting({ min: 1, max: 90 })
  FINANCE_OVERLAP_DAYS: number = 14;
}

export const readConfig = (): SettlementConfig => exitOnConfigError(() => loadConfig(SettlementConfig, process.env));
