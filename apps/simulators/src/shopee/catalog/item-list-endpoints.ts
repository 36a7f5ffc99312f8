import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { Fields } from './fields.js';
import { ITEM_STATUSES, type Item, type ItemStatus } from './item.js';

const path = (name: string): string => `/api/v2/product/${name}`;
/** Beyond this an offset is refused: narrow the list by update times instead. */
const MAX_OFFSET = 10_000;

export const itemListEndpoints: readonly Endpoint[] = [
  { path: path('get_item_list'), method: 'GET', access: 'shop', handle: listItems },
  { path: path('search_item'), method: 'GET', access: 'shop', handle: searchItems },
];

const seconds = (ms: number): number => Math.floor(ms / 1000);

function readStatuses(fields: Fields): ItemStatus[] {
  return fields.texts('item_status').map((text) => {
    const status = ITEM_STATUSES.find((one) => one === text);
    if (!status) throw fields.invalid('item_status', `values must be of ${ITEM_STATUSES.join(', ')}`);
    return status;
  });
}

function listItems(call: ApiCall): JsonObject {
  const fields = new Fields(call.params);
  const offset = fields.int('offset');
  const size = fields.int('page_size', { min: 1, max: 100 });
  const statuses = readStatuses(fields);
  if (statuses.length === 0) throw fields.notNull('item_status');
  if (offset > MAX_OFFSET) throw fields.refuse('error_param', 'get items offset over limit, please use the next field');
  const from = fields.optionalInt('update_time_from') ?? 0;
  const to = fields.optionalInt('update_time_to') ?? Number.MAX_SAFE_INTEGER;
  if (from > to) throw fields.refuse('error_param', 'update_time_from must not be later than update_time_to');
  const all = call.world.items.of(shopOf(call).shopId).filter((item) => {
    const at = seconds(item.updatedMs);
    return statuses.includes(item.status) && at >= from && at <= to;
  });
  const page = all.slice(offset, offset + size);
  const hasNext = offset + size < all.length;
  return {
    response: {
      item: page.map((item) => ({
        item_id: item.itemId,
        item_status: item.status,
        update_time: seconds(item.updatedMs),
        tag: { kit: false },
      })),
      total_count: all.length,
      has_next_page: hasNext,
      next_offset: hasNext ? offset + size : 0,
    },
  };
}

function searchItems(call: ApiCall): JsonObject {
  const fields = new Fields(call.params);
  const size = fields.int('page_size', { min: 1, max: 100 });
  // The cursor is text that means nothing to the caller.
  const start = Number(Buffer.from(fields.optionalText('offset') ?? '', 'base64url').toString('utf8') || '0');
  if (!Number.isInteger(start) || start < 0)
    throw fields.invalid('offset', 'value must be the next_offset of an answer');
  const name = fields.optionalText('item_name')?.toLowerCase();
  const sku = fields.optionalText('item_sku');
  const statuses = readStatuses(fields);
  const wanted = statuses.length > 0 ? statuses : (['NORMAL', 'BANNED', 'UNLIST', 'REVIEWING'] as const);
  const matches = (item: Item): boolean =>
    (wanted as readonly ItemStatus[]).includes(item.status) &&
    (name === undefined || item.text.name.toLowerCase().includes(name)) &&
    (sku === undefined || item.text.sku === sku || item.models.some((one) => one.sku === sku));
  const all = call.world.items.of(shopOf(call).shopId).filter(matches);
  const end = start + size;
  return {
    response: {
      item_id_list: all.slice(start, end).map((item) => item.itemId),
      total_count: all.length,
      next_offset: end < all.length ? Buffer.from(String(end)).toString('base64url') : '',
    },
  };
}
