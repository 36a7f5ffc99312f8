import { Fields } from '../catalog/fields.js';
import { ApiError } from '../protocol/api-error.js';
import type { BagItem } from './session.js';

/** Parameters of livestream calls; their refusals have words of their own. */
export class LivestreamFields extends Fields {
  constructor(values: Readonly<Record<string, unknown>>, path = '') {
    super(values, '', path);
  }

  override invalid(name: string): ApiError {
    return new ApiError('error_param', `Invalid ${name.replace(/\[\d+\]$/, '')}`);
  }

  sessionId(): number {
    return this.int('session_id', { min: 1 });
  }

  /** Items as `{item_id, shop_id}`; both must be above 0. */
  bagItems(): BagItem[] {
    const rows = this.objects('item_list');
    if (rows.length === 0) throw this.invalid('item_list');
    return rows.map((row) => {
      const itemId = Number(row.get('item_id'));
      const shopId = Number(row.get('shop_id'));
      if (!(itemId > 0) || !(shopId > 0))
        throw new ApiError('error_param', 'Invalid item_list, item_id and shop_id must greater than 0');
      return { itemId, shopId };
    });
  }

  /** `offset` and `page_size` of a list. */
  page(limit = 100): { offset: number; size: number } {
    const size = Number(this.get('page_size') ?? 0);
    if (!Number.isInteger(size) || size < 1 || size > limit) {
      const rule = `page_size must larger than 0 and cannot exceed ${limit}`;
      throw new ApiError('error_param', `Invalid page_size, ${rule}`);
    }
    return { offset: this.int('offset'), size };
  }

  protected override below(values: Readonly<Record<string, unknown>>, path: string): Fields {
    return new LivestreamFields(values, path);
  }
}

/** A stretch of a list, and where the next one begins. */
export function slice<T>(list: readonly T[], { offset, size }: { offset: number; size: number }) {
  const end = Math.min(list.length, offset + size);
  return { page: list.slice(offset, end), more: end < list.length, next: end };
}
