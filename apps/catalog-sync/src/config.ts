import {
  Base64KeySetting,
  BaseServiceConfig,
  DurationSetting,
  exitOnConfigError,
  HttpUrlSetting,
  loadConfig,
  Setting,
  type Environment,
} from '@pinglu/platform';
import { IsOptional, Matches } from 'class-validator';

export class CatalogConfig extends BaseServiceConfig {
  /** Where shops' access tokens come from. */
  @HttpUrlSetting()
  GATEWAY_URL: string;

  /** Shared by all services; proves to the gateway which of them asks. */
  @Base64KeySetting()
  INTERNAL_SERVICE_SECRET: string;

  /** How long a process that reads a file may be silent before another one goes on with it. */
  @DurationSetting({ min: 500, max: 3_600_000 })
  IMPORT_LEASE_MS: number = 60_000;

  /** The same for a call to a marketplace. Longer than any call takes, or a listing could be made twice. */
  @DurationSetting({ min: 500, max: 3_600_000 })
  LISTING_LEASE_MS: number = 120_000;

  /**
   * Where pictures may be fetched from although it is a private network, as origins with commas between them. Anything
   * else that is not public is refused: a catalog file must not make us look into our own network.
   */
  @Setting(
    'a list of addresses such as http://10.0.0.8:9000, separated by commas',
    IsOptional(),
    Matches(/^https?:\/\/[^\s,/]+(,https?:\/\/[^\s,/]+)*$/),
  )
  PICTURE_SOURCES?: string;

  /** How long the categories of a marketplace are believed. */
  @DurationSetting({ min: 0, max: 86_400_000 })
  CATEGORY_CACHE_MS: number = 3_600_000;
}

export const readConfig = (): CatalogConfig => exitOnConfigError(() => loadConfig(CatalogConfig, process.env));

/** Where the files of real merchants are that the specs import where they are present. */
export const realCatalogFolder = (env: Environment = process.env): string | undefined =>
  env.PINGLU_REAL_CATALOGS || undefined;
