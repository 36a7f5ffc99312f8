import { createHmac } from 'node:crypto';
import { DEFAULT_SETTINGS, type PartnerApp, type WorldSettings } from './config.js';
import { startShopeeSimulator } from './simulator.js';
import { ONE_PIXEL } from './media/image.js';

/** An answer with whatever it holds; specs look at parts of it. */
export interface Answer {
  readonly status: number;
  readonly error: string;
  readonly message: string;
  readonly response: Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
}

export interface Caller {
  /** `path` without `/api/v2/`. */
  get(path: string, params?: Record<string, unknown>): Promise<Answer>;
  post(path: string, body?: Record<string, unknown>): Promise<Answer>;
  upload(path: string, fields: Record<string, string>, files: readonly TestFile[]): Promise<Answer>;
}

export interface TestFile {
  readonly part: string;
  readonly bytes: Buffer;
}

type SubjectKind = 'shop' | 'merchant' | 'user';

const [ERP, LIVE] = DEFAULT_SETTINGS.apps as [PartnerApp, PartnerApp];

/** Calls that are signed for nobody in particular. */
const PUBLIC =
  /^(auth\/|public\/|media_space\/(upload_image|upload_video_part|complete_video_upload)$|payment\/get_payment_method_list$)/;

/** A running simulator, and callers that sign by a code of their own. */
export async function startTestPlatform(settings: Partial<WorldSettings> = {}) {
  const simulator = await startShopeeSimulator({
    host: '127.0.0.1',
    port: 0,
    settings: { ...DEFAULT_SETTINGS, signatures: 'strict', ...settings },
  });
  const { url } = simulator;

  async function consent(app: PartnerApp, account: string): Promise<string> {
    const query = new URLSearchParams({
      partner_id: String(app.partnerId),
      auth_type: 'seller',
      response_type: 'code',
      redirect_uri: 'https://app.example/callback',
      demo: '1',
      account,
    });
    const response = await fetch(`${url}/auth?${query.toString()}`, { redirect: 'manual' });
    return new URL(response.headers.get('location') ?? '').searchParams.get('code')!;
  }

  async function connect(app: PartnerApp, account: string): Promise<string> {
    const code = await consent(app, account);
    const answer = await call(app, undefined, 'auth/token/get', {}, { code, partner_id: app.partnerId });
    return String(answer['access_token']);
  }

  async function call(
    app: PartnerApp,
    caller: { kind: SubjectKind; id: number; token: string } | undefined,
    path: string,
    params: Record<string, unknown>,
    body?: Record<string, unknown> | FormData,
  ): Promise<Answer> {
    const full = `/api/v2/${path}`;
    const subject = PUBLIC.test(path) ? undefined : caller;
    const timestamp = String(Math.floor(Date.now() / 1000));
    const base = `${app.partnerId}${full}${timestamp}${subject ? subject.token + String(subject.id) : ''}`;
    const query = new URLSearchParams({
      partner_id: String(app.partnerId),
      timestamp,
      sign: createHmac('sha256', app.partnerKey).update(base).digest('hex'),
      ...(subject && { access_token: subject.token, [`${subject.kind}_id`]: String(subject.id) }),
    });
    for (const [name, value] of Object.entries(params))
      for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) query.append(name, String(one));
    const isForm = body instanceof FormData;
    const response = await fetch(`${url}${full}?${query.toString()}`, {
      method: body ? 'POST' : 'GET',
      ...(body && !isForm ? { headers: { 'content-type': 'application/json' } } : {}),
      ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { ...(JSON.parse(text) as Answer), status: response.status, text };
  }

  const callerOf = (app: PartnerApp, subject?: { kind: SubjectKind; id: number; token: string }): Caller => ({
    get: (path, params = {}) => call(app, subject, path, params),
    post: (path, body = {}) => call(app, subject, path, {}, body),
    upload: (path, fields, files) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      for (const [index, { part, bytes }] of files.entries())
        form.append(part, new Blob([new Uint8Array(bytes)]), `file-${index}`);
      return call(app, subject, path, {}, form);
    },
  });

  return {
    url,
    stop: simulator.stop,
    anyone: callerOf(ERP),
    shop: async (account: string, id: number) =>
      callerOf(ERP, { kind: 'shop', id, token: await connect(ERP, account) }),
    merchant: async (account: string, id: number) =>
      callerOf(ERP, { kind: 'merchant', id, token: await connect(ERP, account) }),
    /** A merchant and one of its shops by one consent: another consent would end the tokens of the first. */
    merchantAndShop: async (account: string, merchantId: number, shopId: number) => {
      const token = await connect(ERP, account);
      return {
        merchant: callerOf(ERP, { kind: 'merchant', id: merchantId, token }),
        shop: callerOf(ERP, { kind: 'shop', id: shopId, token }),
      };
    },
    user: async (account: string, id: number) =>
      callerOf(LIVE, { kind: 'user', id, token: await connect(LIVE, account) }),
    control: async (method: string, path: string, body?: unknown) => {
      const response = await fetch(`${url}/_control${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    advance: async (duration: string) => {
      await fetch(`${url}/_control/clock`, { method: 'POST', body: JSON.stringify({ advance: duration }) });
    },
  };
}

export type TestPlatform = Awaited<ReturnType<typeof startTestPlatform>>;

/** Uploads a picture and answers its id. */
export async function uploadPicture(shop: Caller): Promise<string> {
  const { response } = await shop.upload('media_space/upload_image', {}, [{ part: 'image', bytes: ONE_PIXEL }]);
  return (response['image_info'] as { image_id: string }).image_id;
}

/** The body of an item that a shop in Singapore may have. */
export const lamp = (imageId: string, change: Record<string, unknown> = {}): Record<string, unknown> => ({
  item_name: 'Brass lamp',
  description: 'A lamp of brass, made by hand.',
  category_id: 100_182,
  original_price: 15.5,
  weight: 0.4,
  item_sku: 'LAMP',
  image: { image_id_list: [imageId] },
  logistic_info: [{ logistic_id: 10_007, enabled: true }],
  brand: { brand_id: 0, original_brand_name: 'NoBrand' },
  seller_stock: [{ stock: 25 }],
  ...change,
});
