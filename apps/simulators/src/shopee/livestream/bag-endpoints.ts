import { findCategory } from '../catalog/category.js';
import { priceInfo } from '../catalog/item-answer.js';
import { contextOf } from '../catalog/item-endpoints.js';
import type { Item } from '../catalog/item.js';
import { ApiError } from '../protocol/api-error.js';
import type { Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { World } from '../world/world.js';
import { slice } from './livestream-fields.js';
import {
  addItems,
  MAX_BAG_ITEMS,
  mustBeOngoing,
  removeItems,
  reorderItems,
  showItem,
  type BagItem,
} from './session.js';
import { done, liveEndpoint, sessionOf, type LiveCall } from './session-call.js';

/** Commission of one tenth, which hosts of other shops' items get. */
const COMMISSION_RATE = 0.1;

/** The shopping bag of a session, and where its items can come from. */
export const bagEndpoints: readonly Endpoint[] = [
  liveEndpoint('add_item_list', 'POST', (live) => {
    const session = sessionOf(live);
    return done(addItems(session, existing(live, live.fields.bagItems())));
  }),
  liveEndpoint('delete_item_list', 'POST', (live) => done(removeItems(sessionOf(live), live.fields.bagItems()))),
  liveEndpoint('update_item_list', 'POST', (live) => done(reorderItems(sessionOf(live), live.fields.bagItems()))),
  liveEndpoint('get_item_count', 'GET', (live) => ({
    item_count: sessionOf(live).bag.length,
    max_item_count: MAX_BAG_ITEMS,
  })),
  liveEndpoint('get_item_list', 'GET', getItemList),
  liveEndpoint('update_show_item', 'POST', (live) => {
    const { fields } = live;
    const item = { itemId: fields.int('item_id', { min: 1 }), shopId: fields.int('shop_id', { min: 1 }) };
    return done(showItem(sessionOf(live), item));
  }),
  liveEndpoint('delete_show_item', 'POST', (live) => {
    const session = sessionOf(live);
    done(mustBeOngoing(session));
    session.shown = undefined;
    return {};
  }),
  liveEndpoint('get_show_item', 'GET', (live) => {
    const session = sessionOf(live);
    done(mustBeOngoing(session));
    const { shown } = session;
    if (!shown) return { has_show_item: false };
    const number = session.bag.findIndex((one) => one.itemId === shown.itemId) + 1;
    return { has_show_item: true, item: { item_no: number, ...cardOf(live.call.world, shown) } };
  }),
  liveEndpoint('get_like_item_list', 'GET', (live) => listItems(live, likedItems(live))),
  liveEndpoint('get_recent_item_list', 'GET', (live) =>
    listItems(live, live.call.world.livestreams.recentItems(live.user.userId)),
  ),
  liveEndpoint('get_item_set_list', 'GET', getItemSets),
  liveEndpoint('get_item_set_item_list', 'GET', (live) =>
    listItems(live, setOf(live, live.fields.int('item_set_id')).items),
  ),
  liveEndpoint('apply_item_set', 'POST', applyItemSets),
];

/** The items, if all are on sale. */
function existing({ call }: LiveCall, items: readonly BagItem[]): readonly BagItem[] {
  const missing = items.find(({ itemId, shopId }) => call.world.items.find(shopId, itemId)?.status !== 'NORMAL');
  if (missing) throw new ApiError('error_data', `Item(item_id:${missing.itemId}) is not exist`);
  return items;
}

function getItemList(live: LiveCall): JsonObject {
  const { bag } = sessionOf(live);
  const { page, more, next } = slice(bag, live.fields.page());
  const first = bag.indexOf(page[0]!) + 1;
  return {
    more,
    next_offset: next,
    list: page.map((one, index) => ({ item_no: first + index, ...cardOf(live.call.world, one) })),
  };
}

/** An item as viewers and hosts see it. An item that is gone keeps its place, without name and price. */
export function cardOf(world: World, { itemId, shopId }: BagItem): JsonObject {
  const item = world.items.findAnywhere(itemId);
  const ids = { item_id: itemId, shop_id: shopId };
  if (!item) return { ...ids, name: '', image_url: '' };
  const { currency, current_price, original_price } = priceInfo(cheapest(item), contextOf(world));
  return {
    ...ids,
    name: item.text.name,
    image_url: world.media.urlOf(item.text.imageIds[0] ?? ''),
    price_info: { currency, current_price, original_price },
    affiliate_info: {
      commission_rate: COMMISSION_RATE,
      is_campaign: false,
      campaign_mcn_name: '',
      campaign_start_time: 0,
      campaign_end_time: 0,
    },
  };
}

const cheapest = (item: Item) => item.models.toSorted((a, b) => a.price - b.price)[0]!;

function listItems({ call, fields }: LiveCall, items: readonly BagItem[]): JsonObject {
  const { page, more, next } = slice(items, fields.page());
  return { more, next_offset: next, list: page.map((one) => cardOf(call.world, one)) };
}

/** What a host can sell: the items of the own shop; without one, those of every shop in the country. */
function onSale({ call, user }: LiveCall): Item[] {
  const items = user.shop
    ? call.world.items.of(user.shop.shopId)
    : [...call.world.items.all()].filter((one) => one.region === user.region);
  return items.filter((one) => one.status === 'NORMAL');
}

const toBagItem = ({ itemId, shopId }: Item): BagItem => ({ itemId, shopId });

function likedItems(live: LiveCall): BagItem[] {
  const keyword = live.fields.optionalText('keyword')?.toLowerCase() ?? '';
  return onSale(live)
    .filter((one) => one.text.name.toLowerCase().includes(keyword))
    .map(toBagItem);
}

interface ItemSet {
  readonly id: number;
  readonly name: string;
  readonly items: readonly BagItem[];
}

/** One set for each category that the host has items of; its number is the category's. */
function itemSets(live: LiveCall): ItemSet[] {
  const items = onSale(live);
  return [...new Set(items.map((one) => one.text.categoryId))].map((id) => ({
    id,
    name: findCategory(id)?.name ?? '',
    items: items.filter((one) => one.text.categoryId === id).map(toBagItem),
  }));
}

function setOf(live: LiveCall, id: number): ItemSet {
  const found = itemSets(live).find((one) => one.id === id);
  if (!found) throw new ApiError('error_data', `The item set ${id} you provided is not exist`);
  return found;
}

function getItemSets(live: LiveCall): JsonObject {
  const keyword = live.fields.optionalText('keyword')?.toLowerCase() ?? '';
  const sets = itemSets(live).filter((one) => one.name.toLowerCase().includes(keyword));
  const { page, more, next } = slice(sets, live.fields.page());
  const list = page.map(({ id, name, items }) => ({ item_set_id: id, item_set_name: name, item_count: items.length }));
  return { more, next_offset: next, list };
}

function applyItemSets(live: LiveCall): JsonObject {
  const session = sessionOf(live);
  const ids = live.fields.ints('item_set_ids');
  if (ids.length === 0) throw live.fields.invalid('item_set_ids');
  const items = ids.flatMap((id) => setOf(live, id).items);
  return done(addItems(session, items));
}
