import { Fields } from '../catalog/fields.js';
import { regionRule, toMajor } from '../catalog/region-rule.js';
import { ApiError } from '../protocol/api-error.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { Shop } from '../shop/shop.js';
import type { FinanceBook } from './finance-book.js';

const MAX_WINDOW_SECONDS = 15 * 86_400;

export interface FinanceCall {
  readonly call: ApiCall;
  readonly shop: Shop;
  readonly fields: Fields;
  readonly book: FinanceBook;
  readonly nowMs: number;
  readonly currency: string;
  /** Minor units as the number that answers carry. */
  readonly major: (minor: number) => number;
}

export const paymentEndpoint = (
  name: string,
  method: Endpoint['method'],
  handle: (finance: FinanceCall) => JsonObject,
): Endpoint => ({
  path: `/api/v2/payment/${name}`,
  method,
  access: 'shop',
  handle: (call) => {
    const shop = shopOf(call);
    const { currency, decimals } = regionRule(shop.region);
    return handle({
      call,
      shop,
      fields: new Fields(call.params, ''),
      book: call.world.finance,
      nowMs: call.world.nowMs(),
      currency,
      major: (minor) => toMajor(minor, decimals),
    });
  },
});

export const seconds = (ms: number): number => Math.floor(ms / 1000);

/** Two instants that both must be there, in milliseconds; `longest` seconds apart at most. */
export function readWindow(
  fields: Fields,
  name: string,
  longest: number = MAX_WINDOW_SECONDS,
): { fromMs: number; toMs: number } {
  const from = fields.int(`${name}_from`);
  const to = fields.int(`${name}_to`);
  if (from > to || to - from > longest)
    throw fields.refuse('error_param', `${name}_from must be before ${name}_to, at most ${longest / 86_400} days.`);
  return { fromMs: from * 1000, toMs: to * 1000 + 999 };
}

export const isWithin = (ms: number, { fromMs, toMs }: { fromMs: number; toMs: number }): boolean =>
  ms >= fromMs && ms <= toMs;

/** A page of a list that is turned by numbers. Some documents count from 0, some from 1. */
export function readPage(fields: Fields, fallback = 40): { from: number; size: number } {
  const size = fields.optionalInt('page_size', { min: 1, max: 100 }) ?? fallback;
  const number = Math.max(1, fields.optionalInt('page_no') ?? 1);
  return { from: (number - 1) * size, size };
}

/** A stretch of a list behind a cursor, which is text that means nothing to the caller. */
export function readCursor<T>(fields: Fields, list: readonly T[]): { page: T[]; more: boolean; next: string } {
  const size = fields.optionalInt('page_size', { min: 1, max: 100 }) ?? 40;
  const text = fields.optionalText('cursor') ?? '';
  const start = text === '' ? 0 : Number(Buffer.from(text, 'base64url').toString('utf8'));
  if (!Number.isInteger(start) || start < 0)
    throw fields.invalid('cursor', 'value must be the next_cursor of an answer');
  const end = start + size;
  const more = end < list.length;
  return { page: list.slice(start, end), more, next: more ? Buffer.from(String(end)).toString('base64url') : '' };
}

/** Some calls are for cross-border shops only, others for local ones. */
export function mustBe(kind: 'local' | 'cross-border', shop: Shop): void {
  if (shop.isCrossBorder === (kind === 'cross-border')) return;
  throw new ApiError('error_permission', `This API is only available for ${kind} shops.`);
}
