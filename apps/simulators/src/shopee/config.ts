import { Environment } from '../control/environment.js';

export interface ShopeeConfig {
  readonly host: string;
  readonly port: number;
  readonly settings: WorldSettings;
}

/** An app of the developer console. What it may call follows from its kind. */
export interface PartnerApp {
  readonly partnerId: number;
  readonly partnerKey: string;
  readonly kind: 'erp' | 'livestream';
}

/** What a world is made from; everything has a default that is safe on a laptop. */
export interface WorldSettings {
  readonly seed: number;
  readonly apps: readonly PartnerApp[];
  /** Where the pushes of the first app go at the start; none is sent while undefined. */
  readonly pushUrl: string | undefined;
  /** Divides the waiting times between two tries of a push. */
  readonly pushSpeed: number;
  /** `lenient` also takes the shop signatures that published clients make for other kinds of calls. */
  readonly signatures: 'lenient' | 'strict';
  /** `by-error`: 403 for refused authentication, 404 for unknown paths. `always-200`: the body alone says it. */
  readonly httpStatus: 'by-error' | 'always-200';
  /** Whether buyers' names, phones and addresses come partly starred. */
  readonly maskBuyers: boolean;
  /** What `get_order_detail` does about numbers it does not know. */
  readonly unknownOrders: 'drop' | 'fail';
  /** Whether a page may hold fewer rows than asked for although more follow. */
  readonly shortPages: boolean;
  /** How long after `ship_order` a tracking number is there. */
  readonly trackingDelayMs: number;
  /** How many times a document is still in the making when asked for. */
  readonly documentPolls: number;
  /** How long a spent refresh token gives the same new pair again; 0 is never. */
  readonly refreshReplayMs: number;
  /** What a return is called once the buyer has the money. */
  readonly refundedReturns: 'accepted' | 'closed';
  /** Unit of the times in details of a livestream. */
  readonly livestreamTimes: 'seconds' | 'milliseconds';
  /** Calls a second of one subject that are answered; 0 is without end. */
  readonly callsPerSecond: number;
  /** The only host that consent pages send sellers back to; undefined is any. */
  readonly redirectDomain: string | undefined;
}

export const DEFAULT_SETTINGS: WorldSettings = {
  seed: 1,
  apps: [
    {
      partnerId: 1_007_001,
      partnerKey: 'shpk53616e64626f784b6579446f4e6f7455736530313233343536373839303132',
      kind: 'erp',
    },
    {
      partnerId: 1_007_002,
      partnerKey: 'shpk53616e64626f784c69766553747265616d446f4e6f745573653031323334',
      kind: 'livestream',
    },
  ],
  pushUrl: undefined,
  pushSpeed: 1,
  signatures: 'lenient',
  httpStatus: 'by-error',
  maskBuyers: true,
  unknownOrders: 'drop',
  shortPages: false,
  trackingDelayMs: 2000,
  documentPolls: 1,
  refreshReplayMs: 0,
  refundedReturns: 'accepted',
  livestreamTimes: 'milliseconds',
  callsPerSecond: 0,
  redirectDomain: undefined,
};

/** Reads the environment, or says by name which variable is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): ShopeeConfig {
  const from = new Environment(environment);
  const pushUrl = from.address('PUSH_URL');
  const [erp, livestream] = DEFAULT_SETTINGS.apps as [PartnerApp, PartnerApp];
  const app = (prefix: string, fallback: PartnerApp): PartnerApp => ({
    partnerId: from.whole(`${prefix}_PARTNER_ID`, fallback.partnerId, [1, Number.MAX_SAFE_INTEGER]),
    partnerKey: from.text(`${prefix}_PARTNER_KEY`) ?? fallback.partnerKey,
    kind: fallback.kind,
  });
  const config: ShopeeConfig = {
    host: from.text('HOST') ?? '127.0.0.1',
    port: from.whole('PORT', 8092, [0, 65_535]),
    settings: {
      seed: from.whole('SEED', DEFAULT_SETTINGS.seed, [0, 4_294_967_295]),
      apps: [app('SHOPEE', erp), app('SHOPEE_LIVESTREAM', livestream)],
      pushUrl,
      pushSpeed: from.whole('PUSH_SPEED', DEFAULT_SETTINGS.pushSpeed, [1, 1_000_000]),
      signatures: from.oneOf('SIGNATURES', ['lenient', 'strict']),
      httpStatus: from.oneOf('HTTP_STATUS', ['by-error', 'always-200']),
      maskBuyers: from.oneOf('MASK_BUYERS', ['true', 'false']) === 'true',
      unknownOrders: from.oneOf('UNKNOWN_ORDERS', ['drop', 'fail']),
      shortPages: from.oneOf('SHORT_PAGES', ['false', 'true']) === 'true',
      trackingDelayMs: from.whole('TRACKING_DELAY_MS', DEFAULT_SETTINGS.trackingDelayMs, [0, 86_400_000]),
      documentPolls: from.whole('DOCUMENT_POLLS', DEFAULT_SETTINGS.documentPolls, [0, 1000]),
      refreshReplayMs: from.whole('REFRESH_REPLAY_MS', DEFAULT_SETTINGS.refreshReplayMs, [0, 14_400_000]),
      refundedReturns: from.oneOf('REFUNDED_RETURNS', ['accepted', 'closed']),
      livestreamTimes: from.oneOf('LIVESTREAM_TIMES', ['milliseconds', 'seconds']),
      callsPerSecond: from.whole('CALLS_PER_SECOND', DEFAULT_SETTINGS.callsPerSecond, [0, 100_000]),
      redirectDomain: from.text('REDIRECT_DOMAIN'),
    },
  };
  from.end();
  return config;
}
