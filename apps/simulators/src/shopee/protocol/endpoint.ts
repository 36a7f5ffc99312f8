import type { PartnerApp } from '../config.js';
import type { Merchant, Shop, User } from '../shop/shop.js';
import type { World } from '../world/world.js';
import { invalidAccessToken } from './api-error.js';
import type { JsonObject } from './json.js';
import type { UploadedFile } from './request-params.js';

/** A call that has passed every check of the platform and reaches the business. */
export interface ApiCall {
  readonly path: string;
  /** Business parameters as they came; read them with `Fields`. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly files: readonly UploadedFile[];
  readonly world: World;
  readonly app: PartnerApp;
  /** Who calls; which of the three depends on the access of the endpoint. */
  readonly shop: Shop | undefined;
  readonly merchant: Merchant | undefined;
  readonly user: User | undefined;
}

export type Access = 'public' | 'shop' | 'merchant' | 'user';

export interface Endpoint {
  /** With `/api/v2`. */
  readonly path: string;
  /** `ANY` where documentation and gateway contradict each other. */
  readonly method: 'GET' | 'POST' | 'ANY';
  readonly access: Access;
  /**
   * Everything beside `error`, `message` and `request_id`: `{ response: … }`, or the fields of a flat answer. Refusals
   * are thrown as ApiError.
   */
  handle(call: ApiCall): Answer | Promise<Answer>;
}

export type Answer = JsonObject | FileAnswer;

/** A document instead of JSON. */
export class FileAnswer {
  constructor(
    readonly contentType: string,
    readonly fileName: string,
    readonly bytes: Buffer,
  ) {}
}

/** The shop of a call to an endpoint whose access is `shop`. */
export function shopOf(call: ApiCall): Shop {
  if (!call.shop) throw invalidAccessToken();
  return call.shop;
}

/** The merchant of a call to an endpoint whose access is `merchant`. */
export function merchantOf(call: ApiCall): Merchant {
  if (!call.merchant) throw invalidAccessToken();
  return call.merchant;
}

/** The user of a call to an endpoint whose access is `user`. */
export function userOf(call: ApiCall): User {
  if (!call.user) throw invalidAccessToken();
  return call.user;
}
