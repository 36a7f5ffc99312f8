import type { Shop } from '../shop/shop.js';
import { openLocks } from '../stock/stock.js';
import { readSellerStock } from '../stock/seller-stock.js';
import type { Fields } from './fields.js';
import { readDimension, readPreOrder, readPrice, readTiers, readWeight } from './item-draft.js';
import { exceedsPriceRatio } from './item-rule.js';
import { hasModels, type Item, type Model, type Tier } from './item.js';
import { CROSS_BORDER_PRICE_RATIO, regionRule } from './region-rule.js';
import { newModel } from './save-item.js';
import type { Shelf } from './shelf.js';
import { checkPlaces, checkTiers, MAX_MODELS_PER_CALL, type TierRefusal } from './tier-variation.js';

/** Variations cannot be made sooner after the item was. */
const SETTLING_MS = 5000;

/** Gives an item its tiers and models. Done again, it replaces all of them. */
export function initTiers(shelf: Shelf, shop: Shop, item: Item, fields: Fields): Model[] {
  if (shelf.nowMs() - item.createdMs < SETTLING_MS)
    throw fields.refuse(
      'error_busi',
      'The product was just created; wait at least 5 seconds before adding variations.',
    );
  mustNotBeLocked(shelf, item, fields);
  const tiers = checkedTiers(shelf, fields);
  const rows = fields.someObjects(fields.has('model') ? 'model' : 'model_list', MAX_MODELS_PER_CALL);
  const drafts = rows.map((row) => readModel(row, item, shop));
  check(
    fields,
    checkPlaces(
      tiers,
      drafts.map((one) => one.tierIndex),
    ),
  );
  mustKeepRatio(
    shop,
    fields,
    drafts.map((one) => one.price),
  );
  item.tiers = tiers;
  item.models = drafts.map((draft) => newModel(item, { ...draft, modelId: shelf.items.newModelId() }));
  shelf.items.changed(item);
  for (const model of item.models) shelf.published(model);
  return item.models;
}

/** Changes options and where models stand. Models that the call leaves out are deleted. */
export function updateTiers(shelf: Shelf, item: Item, fields: Fields): void {
  mustHaveModels(item, fields);
  const tiers = checkedTiers(shelf, fields);
  if (tiers.length !== item.tiers.length)
    throw fields.refuse('error_tier_variation_level', 'The number of tiers cannot change; use init_tier_variation.');
  const rows = fields
    .objects('model_list')
    .map((row) => ({ model: modelOf(item, row), place: row.ints('tier_index') }));
  const places = rows.length > 0 ? rows : item.models.map((model) => ({ model, place: [...model.tierIndex] }));
  check(
    fields,
    checkPlaces(
      tiers,
      places.map((one) => one.place),
    ),
  );
  const gone = item.models.filter((model) => places.every((one) => one.model !== model));
  for (const model of gone) mustNotBeLocked(shelf, item, fields, model);
  for (const { model, place } of places) model.tierIndex = place;
  item.models = places.map((one) => one.model);
  item.tiers = tiers;
  shelf.items.changed(item);
}

export function addModels(shelf: Shelf, shop: Shop, item: Item, fields: Fields): Model[] {
  mustHaveModels(item, fields);
  const drafts = fields.someObjects('model_list', MAX_MODELS_PER_CALL).map((row) => readModel(row, item, shop));
  check(
    fields,
    checkPlaces(
      item.tiers,
      drafts.map((one) => one.tierIndex),
      item.models.map((one) => one.tierIndex),
    ),
  );
  mustKeepRatio(
    shop,
    fields,
    [...item.models, ...drafts].map((one) => one.price),
  );
  const made = drafts.map((draft) => newModel(item, { ...draft, modelId: shelf.items.newModelId() }));
  item.models.push(...made);
  shelf.items.changed(item);
  for (const model of made) shelf.published(model);
  return made;
}

/** Changes what a model says of itself; price and stock have calls of their own. */
export function updateModels(shelf: Shelf, item: Item, fields: Fields): void {
  mustHaveModels(item, fields);
  const rows = fields.someObjects('model', MAX_MODELS_PER_CALL).map((row) => ({ row, model: modelOf(item, row) }));
  for (const { row, model } of rows) {
    const dimension = row.optionalObject('dimension');
    const preOrder = row.optionalObject('pre_order');
    model.sku = row.optionalText('model_sku') ?? model.sku;
    model.gtin = row.optionalText('gtin_code') ?? model.gtin;
    model.weightGrams = readWeight(row) ?? model.weightGrams;
    if (dimension) model.dimension = readDimension(dimension);
    if (preOrder) model.preOrder = readPreOrder(preOrder);
  }
  shelf.items.changed(item);
}

export function deleteModel(shelf: Shelf, item: Item, fields: Fields): void {
  mustHaveModels(item, fields);
  const model = modelOf(item, fields);
  mustNotBeLocked(shelf, item, fields, model);
  if (item.models.length === 1)
    throw fields.refuse('error_can_not_delete_last_model', 'The last model of a product cannot be deleted.');
  item.models = item.models.filter((one) => one !== model);
  shelf.items.changed(item);
}

export function modelOf(item: Item, fields: Fields): Model {
  const modelId = fields.int('model_id');
  const model = item.models.find((one) => one.modelId === modelId);
  if (!model) throw fields.refuse('error_model_not_found', `The model ${modelId} does not exist.`);
  return model;
}

/** The prices of one item must not lie too far apart. A merchant's shops have a bound of their own. */
export function mustKeepRatio(shop: Shop, fields: Fields, prices: readonly number[]): void {
  const ratio = shop.isUpgradedCbsc ? CROSS_BORDER_PRICE_RATIO : regionRule(shop.region).priceRatio;
  if (exceedsPriceRatio(prices, ratio)) {
    throw fields.refuse(
      'error_price_ratio',
      `The dearest model must not cost more than ${ratio} times what the cheapest does.`,
    );
  }
}

function readModel(row: Fields, item: Item, shop: Shop) {
  const dimension = row.optionalObject('dimension');
  const preOrder = row.optionalObject('pre_order');
  return {
    tierIndex: row.ints('tier_index'),
    sku: row.optionalText('model_sku') ?? '',
    price: readPrice(row, 'original_price', regionRule(item.region)),
    locations: readSellerStock(row, shop),
    gtin: row.optionalText('gtin_code') ?? '',
    weightGrams: readWeight(row),
    dimension: dimension && readDimension(dimension),
    preOrder: preOrder && readPreOrder(preOrder),
  };
}

function checkedTiers(shelf: Shelf, fields: Fields): Tier[] {
  const tiers = readTiers(fields);
  check(fields, checkTiers(tiers));
  for (const { options } of tiers) {
    const missing = options.find((one) => one.imageId !== undefined && !shelf.media.image(one.imageId));
    if (missing) throw fields.refuse('error_image_unavailable', `The image ${missing.imageId} is unavailable.`);
  }
  return tiers;
}

function mustHaveModels(item: Item, fields: Fields): void {
  if (!hasModels(item))
    throw fields.refuse('error_item_has_no_model', 'The product has no variations; call init_tier_variation first.');
}

function mustNotBeLocked(shelf: Shelf, item: Item, fields: Fields, model?: Model): void {
  const models = model ? [model] : item.models;
  if (models.some((one) => openLocks(one.locks, shelf.nowMs()).length > 0))
    throw fields.refuse('error_item_in_promotion', 'Variations cannot be changed while the product is in a promotion.');
}

function check(fields: Fields, refusal: TierRefusal | undefined): void {
  if (refusal) throw fields.refuse(refusal.error, refusal.message);
}
