import type { Seller } from '../seller/seller.js';
import type { Site } from '../world/site.js';
import type { World } from '../world/world.js';
import { illegalAccessToken } from './api-error.js';
import type { JsonObject } from './json.js';

/** A call that has passed every check of the platform and reaches the business. */
export interface ApiCall {
  readonly path: string;
  readonly params: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly world: World;
  readonly site: Site;
  /** The shop of the token on the site of this host; undefined where no token was needed and none came. */
  readonly seller: Seller | undefined;
  /** Scheme, host and port that the caller used, such as `http://127.0.0.1:8091`. */
  readonly origin: string;
}

export interface Endpoint {
  readonly path: string;
  /** `seller`: needs a token of a shop on this site. `anyone`: a signature is enough. */
  readonly access: 'seller' | 'anyone';
  /** True for calls that change stock: the platform counts these per second and seller. */
  readonly changesStock?: boolean;
  /** Calls a second and seller that this API takes, where the marketplace has published it. */
  readonly perSecond?: number;
  /** The answer without `code` and `request_id`. Refusals are thrown as ApiError. */
  handle(call: ApiCall): JsonObject;
}

/** The shop of a call to an endpoint whose access is `seller`. */
export function sellerOf(call: ApiCall): Seller {
  if (!call.seller) throw illegalAccessToken();
  return call.seller;
}
