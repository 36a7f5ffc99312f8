import { Fields } from '../catalog/fields.js';
import type { ApiCall, Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { findShop } from '../shop/shop.js';
import type { Authorization } from './authorization-book.js';
import type { SubjectKind } from './subject.js';

export const partnerEndpoints: readonly Endpoint[] = [
  {
    path: '/api/v2/public/get_shops_by_partner',
    method: 'GET',
    access: 'public',
    handle: (call) => {
      const { rows, more } = pageOf(call, 'shop');
      return { authed_shop_list: rows.map(shopRow), more };
    },
  },
  {
    path: '/api/v2/public/get_merchants_by_partner',
    method: 'GET',
    access: 'public',
    handle: (call) => {
      const { rows, more } = pageOf(call, 'merchant');
      return { authed_merchant_list: rows.map((one) => ({ merchant_id: one.subject.id, ...times(one) })), more };
    },
  },
  // Pushes of the simulator come from this machine.
  {
    path: '/api/v2/public/get_shopee_ip_ranges',
    method: 'GET',
    access: 'public',
    handle: () => ({ ip_list: ['127.0.0.1/32'] }),
  },
];

const seconds = (ms: number): number => Math.floor(ms / 1000);
const times = (one: Authorization): JsonObject => ({
  auth_time: seconds(one.grantedMs),
  expire_time: seconds(one.untilMs),
});

const shopRow = (one: Authorization): JsonObject => ({
  region: findShop(one.subject.id)?.region ?? '',
  shop_id: one.subject.id,
  ...times(one),
  sip_affi_shop_list: [],
});

function pageOf(call: ApiCall, kind: SubjectKind): { rows: Authorization[]; more: boolean } {
  const fields = new Fields(call.params, '');
  const size = fields.optionalInt('page_size', { min: 1, max: 100 }) ?? 100;
  const page = fields.optionalInt('page_no', { min: 1 }) ?? 1;
  const { authorizations, nowMs } = { authorizations: call.world.authorizations, nowMs: call.world.nowMs() };
  const all = authorizations.of(call.app.partnerId).filter((one) => one.subject.kind === kind && one.untilMs > nowMs);
  return { rows: all.slice((page - 1) * size, page * size), more: all.length > page * size };
}
