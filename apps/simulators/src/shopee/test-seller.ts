import type { PartnerApp, WorldSettings } from './config.js';
import { ONE_PIXEL } from './media/image.js';
import { ERP, LIVE, startRawPlatform, type Subject } from './test-call.js';

/** An answer with whatever it holds; specs look at parts of it. */
export interface SellerAnswer {
  readonly status: number;
  readonly error: string;
  readonly message: string;
  readonly response: Readonly<Record<string, unknown>>;
  /** The body as it came: numbers that are too long for JavaScript stand in it with all their digits. */
  readonly text: string;
  readonly [name: string]: unknown;
}

export interface TestFile {
  readonly part: string;
  readonly bytes: Buffer;
}

/** Who calls as one shop, merchant or host. Paths are without `/api/v2/`. */
export interface Caller {
  get(path: string, params?: Record<string, unknown>): Promise<SellerAnswer>;
  post(path: string, body?: Record<string, unknown>): Promise<SellerAnswer>;
  upload(path: string, fields: Record<string, string>, files: readonly TestFile[]): Promise<SellerAnswer>;
}

/** Calls that are signed for nobody in particular. */
const PUBLIC =
  /^(media_space\/(upload_image|upload_video_part|complete_video_upload)|payment\/get_payment_method_list)$/;

type Params = Readonly<Record<string, string | number | readonly string[]>>;

/** A running simulator with strict signatures, and sellers who call it. */
export async function startTestPlatform(settings: Partial<WorldSettings> = {}) {
  const raw = await startRawPlatform(settings);

  const read = async (response: Response): Promise<SellerAnswer> => {
    const text = await response.text();
    return { ...(JSON.parse(text) as SellerAnswer), status: response.status, text };
  };
  const callerOf = (app: PartnerApp, subject?: Subject): Caller => {
    const as = (path: string) => (subject && !PUBLIC.test(path) ? { app, subject } : { app });
    return {
      get: async (path, params = {}) =>
        read(await raw.fetch(`/api/v2/${path}`, { ...as(path), params: params as Params })),
      post: async (path, body = {}) => read(await raw.fetch(`/api/v2/${path}`, { ...as(path), body })),
      upload: async (path, fields, files) => {
        const form = new FormData();
        for (const [name, value] of Object.entries(fields)) form.append(name, value);
        for (const [index, { part, bytes }] of files.entries())
          form.append(part, new Blob([new Uint8Array(bytes)]), `file-${index}`);
        return read(await fetch(raw.addressOf(`/api/v2/${path}`, as(path)), { method: 'POST', body: form }));
      },
    };
  };

  return {
    ...raw,
    anyone: callerOf(ERP),
    shop: async (account: string, id: number) => callerOf(ERP, await raw.connect(account, { kind: 'shop', id })),
    user: async (account: string, id: number) => callerOf(LIVE, await raw.connect(account, { kind: 'user', id }, LIVE)),
    /** A merchant and one of its shops by one consent: another consent would end the tokens of the first. */
    merchantAndShop: async (account: string, merchantId: number, shopId: number) => {
      const merchant = await raw.connect(account, { kind: 'merchant', id: merchantId });
      const shop: Subject = { ...merchant, kind: 'shop', id: shopId };
      return { merchant: callerOf(ERP, merchant), shop: callerOf(ERP, shop) };
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
