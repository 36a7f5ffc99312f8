import { ApiError } from '../protocol/api-error.js';
import { hasChannel } from '../fulfillment/channel.js';
import type { Shop } from '../shop/shop.js';
import { newStock } from '../stock/stock.js';
import { readSellerStock } from '../stock/seller-stock.js';
import type { Fields } from './fields.js';
import { readItem, readNewItem, readPrice } from './item-draft.js';
import { ITEM_LIMIT } from './item-limit.js';
import { checkItem } from './item-rule.js';
import { isDeleted, type Item, type ItemText, type Model } from './item.js';
import type { Shelf } from './shelf.js';
import { regionRule } from './region-rule.js';

/** Makes an item as `add_item` asks for it, or refuses it. */
export function createItem(shelf: Shelf, shop: Shop, fields: Fields): Item {
  const rule = regionRule(shop.region);
  const text = readNewItem(fields, rule, shelf.mustBeSaid);
  mustBeRight(shelf, shop, text, fields);
  if (shelf.items.of(shop.shopId).filter((one) => !isDeleted(one)).length >= ITEM_LIMIT.itemsPerShop)
    throw fields.refuse('error_reach_shop_item_limit', 'The shop has as many items as it may have.');
  const price = readPrice(fields, 'original_price', rule);
  const locations = readSellerStock(fields, shop);
  const wanted = fields.oneOf('item_status', ['NORMAL', 'UNLIST'], 'NORMAL');
  mustBeSchedulable(shelf, fields, wanted);
  const nowMs = shelf.nowMs();
  const item: Item = {
    itemId: shelf.items.newItemId(),
    shopId: shop.shopId,
    region: shop.region,
    text,
    status: wanted,
    createdMs: nowMs,
    updatedMs: nowMs,
    deletedMs: undefined,
    tiers: [],
    models: [],
    sold: 0,
    views: 0,
    likes: 0,
  };
  item.models.push(newModel(item, { modelId: 0, tierIndex: [], sku: '', price, locations }));
  shelf.items.add(item);
  shelf.published(item.models[0]!);
  shelf.review(item, wanted);
  if (text.scheduledPublishSeconds !== undefined) shelf.schedule(item, text.scheduledPublishSeconds * 1000);
  return item;
}

/** Everything but price and stock, which have calls of their own. */
export function updateItem(shelf: Shelf, shop: Shop, item: Item, fields: Fields): void {
  const text = readItem(fields, regionRule(item.region), item.text);
  mustBeRight(shelf, shop, text, fields);
  const wanted = fields.has('item_status') ? fields.oneOf('item_status', ['NORMAL', 'UNLIST']) : item.status;
  mustBeSchedulable(shelf, fields, wanted);
  item.text = text;
  item.status = wanted;
  if (fields.has('scheduled_publish_time')) shelf.schedule(item, text.scheduledPublishSeconds! * 1000);
  shelf.items.changed(item);
  shelf.review(item, wanted);
}

const HOUR = 3600;
const LATEST = 90 * 24 * HOUR;

/** Only what is off sale can go on sale later: in an hour at the soonest, in ninety days at the latest. */
function mustBeSchedulable(shelf: Shelf, fields: Fields, wanted: Item['status']): void {
  const at = fields.optionalInt('scheduled_publish_time');
  if (at === undefined) return;
  const ahead = at - Math.floor(shelf.nowMs() / 1000);
  if (wanted !== 'UNLIST' || ahead < HOUR || ahead > LATEST || at % 60 !== 0) {
    const rule = 'a whole minute from one hour to ninety days ahead, of a product that is UNLIST';
    throw fields.refuse('error_param_scheduled_publish_time', `scheduled_publish_time must be ${rule}.`);
  }
}

export function newModel(
  item: Item,
  model: Pick<Model, 'modelId' | 'tierIndex' | 'sku' | 'price'> & {
    readonly locations: Model['stock']['locations'];
  } & Partial<Pick<Model, 'gtin' | 'weightGrams' | 'dimension' | 'preOrder'>>,
): Model {
  const { locations, ...rest } = model;
  return {
    gtin: '',
    weightGrams: undefined,
    dimension: undefined,
    preOrder: undefined,
    ...rest,
    item,
    status: 'MODEL_NORMAL',
    stock: newStock(locations),
    locks: [],
  };
}

/** An item of the shop of this call that is not deleted. */
export function itemOf(shelf: Pick<Shelf, 'items'>, shop: Shop, itemId: number): Item {
  const item = shelf.items.find(shop.shopId, itemId);
  if (!item) throw new ApiError('product.error_item_not_found', 'Product not found.');
  if (isDeleted(item))
    throw new ApiError('product.error_item_deleted', 'The product is deleted and cannot be changed.');
  return item;
}

/** A shop whose merchant keeps its products: they are changed on the global item. */
export function mustNotBeUpgraded(shop: Shop, error = 'error_auth'): void {
  if (shop.isUpgradedCbsc) {
    throw new ApiError(`product.${error}`, 'The shop belongs to a merchant: edit the global product instead.');
  }
}

function mustBeRight(shelf: Shelf, shop: Shop, text: ItemText, fields: Fields): void {
  const refusal = checkItem(text, {
    brands: shelf.brands,
    needsChannel: shelf.mustBeSaid.includes('logistic_info'),
    hasChannel: (id) => hasChannel(shop.region, id),
    hasImage: (id) => shelf.media.image(id) !== undefined,
    hasVideo: (id) => shelf.media.video(id)?.status === 'SUCCEEDED',
  });
  if (refusal) throw fields.refuse(refusal.error, refusal.message);
}
