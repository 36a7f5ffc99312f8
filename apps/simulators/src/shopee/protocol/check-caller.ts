import type { PartnerApp } from '../config.js';
import { notLinked } from '../oauth/token-store.js';
import type { Subject } from '../oauth/subject.js';
import {
  findMerchant,
  findShop,
  findUser,
  MERCHANTS,
  USERS,
  type Merchant,
  type Shop,
  type User,
} from '../shop/shop.js';
import type { World } from '../world/world.js';
import { ApiError, invalidAccessToken, paramError } from './api-error.js';
import type { Access, Endpoint } from './endpoint.js';
import { isSignedBy } from './signature.js';

const WINDOW_SECONDS = 300;
const MAX_UINT32 = 4_294_967_295;

export interface Caller {
  readonly app: PartnerApp;
  readonly shop: Shop | undefined;
  readonly merchant: Merchant | undefined;
  readonly user: User | undefined;
  /** Whose calls are counted together. */
  readonly rateKey: string;
}

type Common = ReadonlyMap<string, string>;

/**
 * The checks in the platform's order: partner, timestamp, sign, token and subject are there; then time, signature,
 * token, link, permission.
 */
export function checkCaller(world: World, endpoint: Endpoint, common: Common): Caller {
  const app = findApp(world, common);
  const timestamp = must(common, 'timestamp', 'There is no timestamp.');
  const sign = must(common, 'sign', 'There is no sign in query.');
  const signedAs = world.settings.signatures === 'lenient' ? lenientAccess(endpoint.access, common) : endpoint.access;
  const subject = signedAs === 'public' ? undefined : readSubject(signedAs, common);
  const accessToken = common.get('access_token') ?? '';
  checkTimestamp(world, timestamp, endpoint.path);
  const parts = {
    partnerId: common.get('partner_id')!,
    path: endpoint.path,
    timestamp,
    ...(subject && { accessToken, subjectId: common.get(`${subject.kind}_id`)! }),
  };
  const isPlain = (): boolean =>
    endpoint.access === 'public' &&
    isSignedBy(app.partnerKey, { partnerId: parts.partnerId, path: endpoint.path, timestamp }, sign);
  if (!isSignedBy(app.partnerKey, parts, sign) && !isPlain()) throw new ApiError('error_sign', 'Wrong sign.');
  const rateKey = `${app.partnerId}/${subject ? `${subject.kind}/${subject.id}` : 'public'}`;
  if (!subject || isPlain()) return { app, shop: undefined, merchant: undefined, user: undefined, rateKey };
  checkToken(world, { app, subject, accessToken, path: endpoint.path });
  checkPermission(world, app, endpoint.path);
  return { app, ...findCaller(endpoint.access, subject), rateKey };
}

function findApp(world: World, common: Common): PartnerApp {
  const partnerId = must(common, 'partner_id', 'There is no partner_id in query.');
  const app = world.settings.apps.find((one) => String(one.partnerId) === partnerId);
  if (!app) throw new ApiError('invalid_partner_id', 'Invalid partner_id, please have a check.');
  return app;
}

function must(common: Common, name: string, message: string): string {
  const value = common.get(name);
  if (!value) throw paramError(message);
  return value;
}

/** Published clients sign calls of merchants, users and the public with the shop: see DIFFERENCES.md. */
function lenientAccess(access: Access, common: Common): Access {
  if (!common.get('access_token') || !common.get('shop_id')) return access;
  if (access === 'merchant' && common.has('merchant_id')) return access;
  return access === 'user' && common.has('user_id') ? access : 'shop';
}

function readSubject(kind: Exclude<Access, 'public'>, common: Common): Subject {
  must(common, 'access_token', 'There is no access_token in query.');
  const id = must(common, `${kind}_id`, `There is no ${kind}_id in query.`);
  if (!/^\d{1,16}$/.test(id) || (kind === 'shop' && Number(id) > MAX_UINT32))
    throw paramError(`${kind}_id is invalid, should be an integer between 0 and ${MAX_UINT32}.`);
  return { kind, id: Number(id) };
}

/** A client may follow the wall clock or the simulator's own: either must be within the window. */
function checkTimestamp(world: World, value: string, path: string): void {
  const seconds = Number(value);
  if (!/^\d{1,10}$/.test(value) || seconds > MAX_UINT32) throw paramError('Invalid timestamp');
  const clocks = [Date.now(), world.nowMs()];
  const isLate = clocks.every((now) => Math.abs(Math.floor(now / 1000) - seconds) > WINDOW_SECONDS);
  if (isLate || world.faults.strike('clock-skew', path)) throw paramError('Timestamp is expired.');
}

function checkToken(
  world: World,
  call: { app: PartnerApp; subject: Subject; accessToken: string; path: string },
): void {
  const { app, subject, accessToken, path } = call;
  if (world.faults.strike('token-death', path)) throw invalidAccessToken();
  const wasLinked = world.authorizations.find(app.partnerId, subject) !== undefined;
  if (world.tokens.isKnown(accessToken, app.partnerId, subject) && !wasLinked) throw notLinked(subject.kind);
  if (!world.tokens.isValid(accessToken, app.partnerId, subject)) throw invalidAccessToken();
  if (!world.authorizations.isOpen(app.partnerId, subject)) throw notLinked(subject.kind);
}

/** The kind of an app fixes what it may call. */
function checkPermission(world: World, app: PartnerApp, path: string): void {
  if (world.settings.signatures === 'lenient') return;
  const isLive = path.startsWith('/api/v2/livestream/');
  if (isLive !== (app.kind === 'livestream'))
    throw new ApiError('error_api_permission', 'No permission to current api.');
}

function findCaller(access: Access, subject: Subject): Omit<Caller, 'app' | 'rateKey'> {
  const shop = subject.kind === 'shop' ? findShop(subject.id) : undefined;
  if (access === 'merchant') {
    const merchant =
      subject.kind === 'merchant' ? findMerchant(subject.id) : MERCHANTS.find((one) => one.shops.includes(shop!));
    return { shop, merchant, user: undefined };
  }
  if (access === 'user') {
    const user = subject.kind === 'user' ? findUser(subject.id) : USERS.find((one) => one.shop === shop);
    return { shop, merchant: undefined, user };
  }
  return { shop, merchant: undefined, user: undefined };
}
