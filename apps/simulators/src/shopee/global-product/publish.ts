import type { Fields } from '../catalog/fields.js';
import { readPreOrder, readPrice, readTiers } from '../catalog/item-draft.js';
import { hasModels, type Item, type ItemText, type Model } from '../catalog/item.js';
import { regionRule } from '../catalog/region-rule.js';
import { newModel } from '../catalog/save-item.js';
import { channelsIn, hasChannel } from '../fulfillment/channel.js';
import type { Shop } from '../shop/shop.js';
import { pushPriceChange } from '../stock/price-push.js';
import type { World } from '../world/world.js';
import { shopPrice } from './exchange.js';
import type { Publication } from './global-shelf.js';

/** What a shop's product says otherwise than the global one. Read when the task is made, used when it is done. */
export interface PublishDraft {
  readonly text: ItemText;
  readonly status: 'NORMAL' | 'UNLIST';
  readonly price: number | undefined;
  /** Price of the model at this place, where the call gives one. */
  readonly modelPrices: ReadonlyMap<string, number>;
  readonly tiers: Item['tiers'];
}

export function readDraft(fields: Fields, global: Item, shop: Shop): PublishDraft {
  const rule = regionRule(shop.region);
  const preOrder = fields.optionalObject('pre_order');
  const images = fields.optionalObject('image')?.texts('image_id_list') ?? [];
  const channels = fields.objects('logistic').map((row) => ({
    logisticId: row.int('logistic_id', { min: 1 }),
    enabled: row.boolean('enabled', true),
    isFree: row.boolean('is_free', false),
    sizeId: row.optionalInt('size_id') ?? 0,
    shippingFee: row.optionalFloat('shipping_fee') ?? 0,
  }));
  // A call that names no channel takes every one of the country.
  if (channels.length === 0) {
    const all = channelsIn(shop.region).map((one) => one.channelId);
    channels.push(
      ...all.map((logisticId) => ({ logisticId, enabled: true, isFree: false, sizeId: 0, shippingFee: 0 })),
    );
  }
  if (!channels.some((one) => one.enabled) || channels.some((one) => !hasChannel(shop.region, one.logisticId)))
    throw fields.refuse(
      'error_invalid_logistic_info',
      'At least one channel must be enabled, and each open to the shop.',
    );
  const prices = fields
    .objects('model')
    .filter((row) => row.has('original_price'))
    .map((row) => [row.ints('tier_index').join(','), readPrice(row, 'original_price', rule)] as const);
  const tiers = readTiers(fields);
  return {
    text: {
      ...global.text,
      name: fields.optionalText('item_name') ?? global.text.name,
      description: fields.optionalText('description') ?? global.text.description,
      imageIds: images.length > 0 ? images : global.text.imageIds,
      preOrder: preOrder ? readPreOrder(preOrder) : global.text.preOrder,
      channels,
    },
    status: fields.oneOf('item_status', ['NORMAL', 'UNLIST'], 'NORMAL'),
    price: fields.has('original_price') ? readPrice(fields, 'original_price', rule) : undefined,
    modelPrices: new Map(prices),
    tiers: tiers.length > 0 ? tiers : global.tiers,
  };
}

/** Makes the shop's product. */
export function publish(world: World, target: { global: Item; shop: Shop; draft: PublishDraft }): Publication {
  const { global, shop, draft } = target;
  const nowMs = world.nowMs();
  const item: Item = {
    itemId: world.items.newItemId(),
    shopId: shop.shopId,
    region: shop.region,
    text: draft.text,
    status: draft.status,
    createdMs: nowMs,
    updatedMs: nowMs,
    deletedMs: undefined,
    tiers: draft.tiers,
    models: [],
    sold: 0,
    views: 0,
    likes: 0,
  };
  const publication: Publication = { globalItemId: global.itemId, item, models: new Map() };
  for (const one of global.models) {
    const own = draft.modelPrices.get(one.tierIndex.join(',')) ?? (hasModels(global) ? undefined : draft.price);
    const price = own ?? shopPrice(one.price, shop.region, world.globalProducts.adjustmentOf(shop.shopId));
    item.models.push(copyModel(world, { publication, global: one, price }));
  }
  world.items.add(item);
  for (const model of item.models) world.stockTruth.published(model);
  world.globalProducts.publications.push(publication);
  return publication;
}

function copyModel(
  world: World,
  { publication, global, price }: { publication: Publication; global: Model; price: number },
): Model {
  const modelId = hasModels(global.item) ? world.items.newModelId() : 0;
  publication.models.set(modelId, global.modelId);
  return newModel(publication.item, {
    modelId,
    tierIndex: global.tierIndex,
    sku: global.sku,
    price,
    locations: global.stock.locations,
    gtin: global.gtin,
    weightGrams: global.weightGrams,
    dimension: global.dimension,
    preOrder: global.preOrder,
  });
}

/** Carries what was changed of a global product to the shops that follow it. */
export function synchronize(world: World, global: Item): void {
  for (const publication of world.globalProducts.publicationsOf(global.itemId)) {
    const { item } = publication;
    const sync = world.globalProducts.syncOf(item.shopId);
    const { text } = global;
    item.text = {
      ...item.text,
      ...(sync.name_and_description ? { name: text.name, description: text.description } : {}),
      ...(sync.media_information ? { imageIds: text.imageIds, videoUploadIds: text.videoUploadIds } : {}),
      ...(sync.days_to_ship ? { preOrder: text.preOrder } : {}),
    };
    if (sync.tier_variation_name_and_option) followModels(world, publication, global);
    if (sync.price) synchronizePrices(world, publication, global);
    world.items.changed(item);
  }
}

/** The models of the shop's product become those of the global one: new ones come, gone ones go. */
function followModels(world: World, publication: Publication, global: Item): void {
  const { item } = publication;
  const { region, shopId } = item;
  const adjustment = world.globalProducts.adjustmentOf(shopId);
  item.tiers = global.tiers;
  item.models = global.models.map((one) => {
    const known = item.models.find((own) => publication.models.get(own.modelId) === one.modelId);
    if (!known) return copyModel(world, { publication, global: one, price: shopPrice(one.price, region, adjustment) });
    known.tierIndex = one.tierIndex;
    known.sku = one.sku;
    return known;
  });
}

function synchronizePrices(world: World, publication: Publication, global: Item): void {
  const { item } = publication;
  for (const model of item.models) {
    const source = global.models.find((one) => one.modelId === publication.models.get(model.modelId));
    if (!source) continue;
    const before = model.price;
    model.price = shopPrice(source.price, item.region, world.globalProducts.adjustmentOf(item.shopId));
    pushPriceChange(world, model, before);
  }
}

/** The stock of a global product is what every shop shows that it was published to. */
export function synchronizeStock(world: World, global: Item): void {
  for (const publication of world.globalProducts.publicationsOf(global.itemId)) {
    for (const model of publication.item.models) {
      const source = global.models.find((one) => one.modelId === publication.models.get(model.modelId));
      if (!source) continue;
      model.stock = { ...model.stock, locations: source.stock.locations };
      world.stockTruth.written(model);
    }
    world.items.touched(publication.item);
  }
}
