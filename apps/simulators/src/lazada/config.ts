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
  const wrong: string[] = [];
  const whole = (name: string, fallback: number, min: number, max: number): number => {
    const value = environment[name] ? Number(environment[name]) : fallback;
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    wrong.push(`${name} must be a whole number from ${min} to ${max}.`);
    return fallback;
  };
  const oneOf = <T extends string>(name: string, allowed: readonly T[]): T => {
    const value = environment[name] || allowed[0];
    const found = allowed.find((one) => one === value);
    if (found === undefined) wrong.push(`${name} must be one of ${allowed.join(', ')}.`);
    return found ?? allowed[0]!;
  };
  const pushUrl = environment['PUSH_URL'] || undefined;
  if (pushUrl !== undefined && !URL.canParse(pushUrl))
    wrong.push('PUSH_URL must be an address such as http://host/path.');
  const config: LazadaConfig = {
    host: environment['HOST'] || '127.0.0.1',
    port: whole('PORT', 8091, 0, 65_535),
    httpsPort: environment['HTTPS_PORT'] ? whole('HTTPS_PORT', 0, 0, 65_535) : undefined,
    settings: {
      seed: whole('SEED', DEFAULT_SETTINGS.seed, 0, 4_294_967_295),
      app: {
        key: environment['LAZADA_APP_KEY'] || DEFAULT_SETTINGS.app.key,
        secret: environment['LAZADA_APP_SECRET'] || DEFAULT_SETTINGS.app.secret,
      },
      appStatus: oneOf('APP_STATUS', ['online', 'test']),
      legacySigning: oneOf('LEGACY_SIGNING', ['false', 'true']) === 'true',
      limits: {
        dailyQuota: environment['DAILY_QUOTA'] ? whole('DAILY_QUOTA', 0, 0, 1_000_000_000) : undefined,
        apiPerSecond: whole('API_PER_SECOND', 0, 0, 1_000_000),
        sellerPerSecond: whole('SELLER_PER_SECOND', 0, 0, 1_000_000),
        ipWhitelist: (environment['IP_WHITELIST'] || '').split(',').filter((one) => one !== ''),
        enforceBans: oneOf('ENFORCE_BANS', ['true', 'false']) === 'true',
      },
      pushUrl,
      pushRetryMs: whole('PUSH_RETRY_MS', DEFAULT_SETTINGS.pushRetryMs, 1, 86_400_000),
      pushSuspendAfter: whole('PUSH_SUSPEND_AFTER', DEFAULT_SETTINGS.pushSuspendAfter, 0, 1_000_000),
      pushTypes: DEFAULT_SETTINGS.pushTypes,
      scalars: oneOf('SCALARS', ['capture', 'docs']),
      labelDelayMs: whole('LABEL_DELAY_MS', DEFAULT_SETTINGS.labelDelayMs, 0, 86_400_000),
      statementDays: whole('STATEMENT_DAYS', DEFAULT_SETTINGS.statementDays, 1, 31),
      qcDelayMs: whole('QC_DELAY_MS', DEFAULT_SETTINGS.qcDelayMs, 0, 604_800_000),
      requireImages: oneOf('REQUIRE_IMAGES', ['false', 'true']) === 'true',
    },
  };
  if (wrong.length > 0) throw new Error(wrong.join(' '));
  return config;
}
