import type { Currency, Money } from '@pinglu/kernel';
import { currencies } from '@pinglu/kernel';
import type { ImageFile } from '../port/image.types.js';
import type {
  LiveComment,
  LiveItem,
  LiveItemKey,
  LiveItemMetrics,
  LiveItemSet,
  LiveMetrics,
  LiveSession,
  LiveSessionDraft,
} from '../port/live.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { amountOf, instantOf } from './amounts.js';
import { ExactInteger } from './client.js';

/** Ids of sessions and items may go beyond 2^53. */
const exact = (id: string): ExactInteger => new ExactInteger(id);

export const toSessionRequest = ({
  title,
  description,
  coverUrl,
  rehearsal,
}: LiveSessionDraft): Record<string, unknown> => ({
  title,
  ...(description !== undefined && { description }),
  cover_image_url: coverUrl,
  is_test: rehearsal,
});

export const inSession = (sessionId: string): Record<string, unknown> => ({ session_id: exact(sessionId) });

export function toCoverForm({ bytes, contentType, fileName }: ImageFile): FormData {
  const form = new FormData();
  form.append('image', new Blob([Uint8Array.from(bytes)], { type: contentType }), fileName);
  return form;
}

const states: Readonly<Record<string, LiveSession['status']>> = { '0': 'planned', '1': 'live', '2': 'ended' };

export function fromSessionResponse(data: WireObject): LiveSession {
  const rawStatus = data.text('status');
  const stream = data.objectOrNull('stream_url_list');
  return {
    sessionId: data.id('session_id'),
    title: data.text('title'),
    status: (Object.hasOwn(states, rawStatus) ? states[rawStatus] : undefined) ?? 'unrecognized',
    rawStatus,
    shareUrl: data.textOrNull('share_url'),
    startedAt: instantOf(data, 'start_time'),
    endedAt: instantOf(data, 'end_time'),
    stream: stream && {
      pushUrl: stream.text('push_url'),
      streamKey: stream.text('push_key'),
      playUrl: stream.textOrNull('play_url'),
      domainId: stream.textOrNull('domain_id'),
    },
  };
}

const itemRow = ({ externalItemId, externalShopId }: LiveItemKey): Record<string, unknown> => ({
  item_id: exact(externalItemId),
  shop_id: exact(externalShopId),
});

export const toItemsRequest = (sessionId: string, items: readonly LiveItemKey[]): Record<string, unknown> => ({
  ...inSession(sessionId),
  item_list: items.map(itemRow),
});

export const toItemSetsRequest = (sessionId: string, itemSetIds: readonly string[]): Record<string, unknown> => ({
  ...inSession(sessionId),
  item_set_ids: itemSetIds.map(exact),
});

export const toMuteRequest = (
  sessionId: string,
  { viewerId, muted }: { readonly viewerId: string; readonly muted: boolean },
): Record<string, unknown> => ({
  ...inSession(sessionId),
  [muted ? 'ban_user_id' : 'unban_user_id']: exact(viewerId),
});

export const toShowRequest = (sessionId: string, item: LiveItemKey): Record<string, unknown> => ({
  ...inSession(sessionId),
  ...itemRow(item),
});

export const pageSize = 100;

/** Of a list with `offset`, `more` and `next_offset`. */
export const toPage = (
  cursor: string | null | undefined,
  pages: Record<string, unknown> = {},
): Record<string, unknown> => ({
  ...pages,
  offset: cursor === null || cursor === undefined ? 0 : Number(cursor),
  page_size: pageSize,
});

export const nextOf = (data: WireObject): string | null => (data.flag('more') ? data.text('next_offset') : null);

export const fromLiveItem = (row: WireObject, currency: Currency): LiveItem => ({
  externalItemId: row.id('item_id'),
  externalShopId: row.id('shop_id'),
  position: row.integerOrNull('item_no'),
  title: row.text('name'),
  price: priceOf(row.objectOrNull('price_info'), currency),
});

/** @param currency the shop's, when the listing does not say its own */
function priceOf(price: WireObject | null, currency: Currency): Money {
  const own = currencies.find((known) => known === price?.text('currency')) ?? currency;
  return price ? amountOf(price, 'current_price', own) : { amountMinor: '0', currency: own };
}

export const fromItemSet = (row: WireObject): LiveItemSet => ({
  itemSetId: row.id('item_set_id'),
  name: row.text('item_set_name'),
  itemCount: row.integer('item_count'),
});

/** Missing is zero. */
function numberOf(data: WireObject, name: string): number {
  const value = Number(data.text(name) || '0');
  if (!Number.isFinite(value)) throw data.violation(name, 'a number');
  return value;
}

/** As a decimal fraction also where it is so small that JSON writes it with an exponent. */
const rateOf = (data: WireObject, name: string): string => {
  const text = numberOf(data, name).toFixed(9);
  return text.replace(/\.?0+$/, '');
};

/** Sums since the session began, in the shop's currency. */
export const fromMetricResponse = (data: WireObject, currency: Currency): LiveMetrics => ({
  sales: amountOf(data, 'gmv', currency),
  orders: data.integer('orders'),
  addedToCart: data.integer('atc'),
  clickRate: rateOf(data, 'ctr'),
  conversionRate: rateOf(data, 'co'),
  viewersNow: data.integer('ccu'),
  viewersPeak: data.integer('peak_ccu'),
  views: data.integer('views'),
  likes: data.integer('likes'),
  comments: data.integer('comments'),
  shares: data.integer('shares'),
  averageViewingSeconds: Math.round(numberOf(data, 'avg_viewing_duration')),
});

export const fromItemMetric = (row: WireObject): LiveItemMetrics => {
  const item = row.object('item');
  const metric = row.object('metric');
  return {
    externalItemId: item.id('item_id'),
    externalShopId: item.id('shop_id'),
    clicks: metric.integer('item_clicks'),
    addedToCart: metric.integer('atc'),
    unitsSold: metric.integer('sold_items'),
  };
};

export function fromComment(row: WireObject): LiveComment {
  const at = instantOf(row, 'timestamp');
  if (at === null) throw row.violation('timestamp', 'a time in seconds');
  return {
    commentId: row.id('comment_id'),
    text: row.text('content'),
    at,
    viewerId: row.id('user_id'),
    viewerName: row.text('username'),
  };
}
