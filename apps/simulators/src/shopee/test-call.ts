import { createHmac } from 'node:crypto';
import { controlOf } from '../control/test-door.js';
import { DEFAULT_SETTINGS, type PartnerApp, type WorldSettings } from './config.js';
import { startShopeeSimulator } from './simulator.js';

export const [ERP, LIVE] = DEFAULT_SETTINGS.apps as [PartnerApp, PartnerApp];

export interface Subject {
  readonly kind: 'shop' | 'merchant' | 'user';
  readonly id: number;
  readonly token: string;
}

export interface RawCall {
  readonly app?: PartnerApp;
  readonly subject?: Subject;
  readonly params?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly body?: object;
  readonly method?: string;
  /** Common parameters as they shall be sent instead; undefined leaves one out. */
  readonly common?: Readonly<Record<string, string | undefined>>;
  /** What is signed instead of the path that is called. */
  readonly signedPath?: string;
  /** Seconds that the caller's clock is off. */
  readonly skew?: number;
}

export interface Answer {
  readonly status: number;
  readonly error: string;
  readonly message: string;
  readonly response?: unknown;
  readonly [name: string]: unknown;
}

export const hmac = (app: PartnerApp, text: string): string =>
  createHmac('sha256', app.partnerKey).update(text).digest('hex');

/** A running simulator and calls that sign by a code of their own, wrongly when that is wanted. */
export async function startRawPlatform(settings: Partial<WorldSettings> = {}) {
  const simulator = await startShopeeSimulator({
    host: '127.0.0.1',
    port: 0,
    settings: { ...DEFAULT_SETTINGS, signatures: 'strict', ...settings },
  });
  const { url } = simulator;

  function addressOf(path: string, call: RawCall): string {
    const { app = ERP, subject, params = {}, common = {}, skew = 0 } = call;
    const timestamp = String(Math.floor(Date.now() / 1000) + skew);
    const base = `${app.partnerId}${call.signedPath ?? path}${timestamp}${subject ? `${subject.token}${subject.id}` : ''}`;
    const all: Record<string, string | undefined> = {
      partner_id: String(app.partnerId),
      timestamp,
      sign: hmac(app, base),
      ...(subject && { access_token: subject.token, [`${subject.kind}_id`]: String(subject.id) }),
      ...common,
    };
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(all)) if (value !== undefined) query.set(name, value);
    for (const [name, value] of Object.entries(params))
      for (const one of Array.isArray(value) ? (value as readonly string[]) : [value]) query.append(name, String(one));
    return `${url}${path}?${query.toString()}`;
  }

  const platform = {
    url,
    stop: simulator.stop,
    addressOf,
    fetch: (path: string, call: RawCall = {}): Promise<Response> =>
      fetch(addressOf(path, call), {
        method: call.method ?? (call.body ? 'POST' : 'GET'),
        ...(call.body ? { body: JSON.stringify(call.body), headers: { 'content-type': 'application/json' } } : {}),
      }),
    call: async (path: string, call: RawCall = {}): Promise<Answer> => {
      const answer = await platform.fetch(`/api/v2/${path}`, call);
      return { ...((await answer.json()) as Answer), status: answer.status };
    },
    /** The query that the consent page sends the seller back with. */
    consent: async (account: string, more: Record<string, string> = {}, app = ERP): Promise<URLSearchParams> => {
      const query = new URLSearchParams({
        partner_id: String(app.partnerId),
        auth_type: 'seller',
        response_type: 'code',
        redirect_uri: 'https://app.example/callback?x=1',
        ...more,
      });
      const answer = await fetch(`${url}/auth?${query.toString()}`, {
        method: 'POST',
        body: new URLSearchParams({ account }),
        redirect: 'manual',
      });
      return new URL(answer.headers.get('location') ?? 'http://nowhere').searchParams;
    },
    exchange: (code: string | null, body: object = {}, app = ERP): Promise<Answer> =>
      platform.call('auth/token/get', { app, body: { code, partner_id: app.partnerId, ...body } }),
    refresh: (token: unknown, body: object, app = ERP): Promise<Answer> =>
      platform.call('auth/access_token/get', {
        app,
        body: { refresh_token: token, partner_id: app.partnerId, ...body },
      }),
    /** Consents and exchanges; the subject can call at once. */
    connect: async (account: string, subject: Omit<Subject, 'token'>, app = ERP): Promise<Subject> => {
      const consent = await platform.consent(account, {}, app);
      const answer = await platform.exchange(consent.get('code'), {}, app);
      return { ...subject, token: String(answer['access_token']) };
    },
    control: controlOf(url),
    advance: async (duration: string): Promise<void> => {
      await platform.control('POST', '/clock', { advance: duration });
    },
    report: async () => (await platform.control('GET', '/report')).body,
    /** Places one order and answers its number. */
    order: async (shopId: number, lines: readonly { sellerSku: string; quantity: number }[], more: object = {}) => {
      const { body } = await platform.control('POST', '/orders', {
        orders: [{ shop: String(shopId), lines, ...more }],
      });
      const { placed, refused } = body as { placed: { orderNumber: string }[]; refused: { reason: string }[] };
      if (!placed[0]) throw new Error(`The order was refused: ${refused[0]?.reason}`);
      return placed[0].orderNumber;
    },
  };
  return platform;
}

export type RawPlatform = Awaited<ReturnType<typeof startRawPlatform>>;
