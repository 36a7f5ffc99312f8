import { Environment } from '../control/environment.js';
import type { LimitRules } from './protocol/limits.js';

export interface LazadaConfig {
  readonly host: string;
  readonly port: number;
  /** A second port that speaks HTTPS under a certificate made at start; none while undefined. */
  readonly httpsPort: number | undefined;
  readonly settings: WorldSettings;
}

/** What a world is made from; everything has a default that is safe on a laptop. */
export interface WorldSettings {
  readonly seed: number;
  readonly app: { readonly key: string; readonly secret: string };
  /** Decides how long tokens live and how many calls a day are free. */
  readonly appStatus: 'online' | 'test';
  /** Whether `sign_method=hmac` (HMAC-MD5) is taken beside `sha256`. */
  readonly legacySigning: boolean;
  /** A daily quota that is not given follows from the state of the app. */
  readonly limits: Omit<LimitRules, 'dailyQuota'> & { readonly dailyQuota: number | undefined };
  /** Where pushes go; none is sent while undefined. */
  readonly pushUrl: string | undefined;
  /** Time between two tries of a push, on the movable clock. */
  readonly pushRetryMs: number;
  /** Over how many tries of pushes failures are counted before nothing is sent any more; 0: never. */
  readonly pushSuspendAfter: number;
  /** Message types that the app has subscribed to; undefined is all. */
  readonly pushTypes: readonly number[] | undefined;
  /** `capture`: numbers and booleans as real answers have them. `docs`: every scalar quoted, as in the documentation. */
  readonly scalars: 'capture' | 'docs';
  /** How long after packing a label is still empty, on the movable clock. */
  readonly labelDelayMs: number;
  /** Local days that one statement covers. */
  readonly statementDays: number;
  /** How long quality control looks at a product, on the movable clock; 0 decides at once. */
  readonly qcDelayMs: number;
  /** Whether a product without a picture is refused, as the marketplace does. */
  readonly requireImages: boolean;
}

export const DEFAULT_SETTINGS: WorldSettings = {
  seed: 1,
  app: { key: '900001', secret: 'sandboxSecretDoNotUse0123456789ab' },
  appStatus: 'online',
  legacySigning: false,
  limits: { dailyQuota: undefined, apiPerSecond: 0, sellerPerSecond: 0, ipWhitelist: [], enforceBans: true },
  pushUrl: undefined,
  pushRetryMs: 30 * 60_000,
  pushSuspendAfter: 0,
  pushTypes: undefined,
  scalars: 'capture',
  labelDelayMs: 0,
  statementDays: 1,
  qcDelayMs: 0,
  requireImages: false,
};

/** Reads the environment, or says by name which variable is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): LazadaConfig {
  const from = new Environment(environment);
  const pushUrl = from.address('PUSH_URL');
  const config: LazadaConfig = {
    host: from.text('HOST') ?? '127.0.0.1',
    port: from.whole('PORT', 8091, [0, 65_535]),
    httpsPort: from.optionalWhole('HTTPS_PORT', [0, 65_535]),
    settings: {
      seed: from.whole('SEED', DEFAULT_SETTINGS.seed, [0, 4_294_967_295]),
      app: {
        key: from.text('LAZADA_APP_KEY') ?? DEFAULT_SETTINGS.app.key,
        secret: from.text('LAZADA_APP_SECRET') ?? DEFAULT_SETTINGS.app.secret,
      },
      appStatus: from.oneOf('APP_STATUS', ['online', 'test']),
      legacySigning: from.oneOf('LEGACY_SIGNING', ['false', 'true']) === 'true',
      limits: {
        dailyQuota: from.optionalWhole('DAILY_QUOTA', [0, 1_000_000_000]),
        apiPerSecond: from.whole('API_PER_SECOND', 0, [0, 1_000_000]),
        sellerPerSecond: from.whole('SELLER_PER_SECOND', 0, [0, 1_000_000]),
        ipWhitelist: (from.text('IP_WHITELIST') ?? '').split(',').filter((one) => one !== ''),
        enforceBans: from.oneOf('ENFORCE_BANS', ['true', 'false']) === 'true',
      },
      pushUrl,
      pushRetryMs: from.whole('PUSH_RETRY_MS', DEFAULT_SETTINGS.pushRetryMs, [1, 86_400_000]),
      pushSuspendAfter: from.whole('PUSH_SUSPEND_AFTER', DEFAULT_SETTINGS.pushSuspendAfter, [0, 1_000_000]),
      pushTypes: DEFAULT_SETTINGS.pushTypes,
      scalars: from.oneOf('SCALARS', ['capture', 'docs']),
      labelDelayMs: from.whole('LABEL_DELAY_MS', DEFAULT_SETTINGS.labelDelayMs, [0, 86_400_000]),
      statementDays: from.whole('STATEMENT_DAYS', DEFAULT_SETTINGS.statementDays, [1, 31]),
      qcDelayMs: from.whole('QC_DELAY_MS', DEFAULT_SETTINGS.qcDelayMs, [0, 604_800_000]),
      requireImages: from.oneOf('REQUIRE_IMAGES', ['false', 'true']) === 'true',
    },
  };
  from.end();
  return config;
}
