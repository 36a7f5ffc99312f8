import {
  ConflictError,
  MarketplaceError,
  NotFoundError,
  OutcomeUnknownError,
  RefusedRequestError,
} from '../../port/errors.js';
import type { CatalogPort } from '../../port/marketplace.port.js';
import type { ListingDraft, PublishedListing } from '../../port/catalog.types.js';
import { notSupported } from '../../port/not-supported.js';
import type { ShopAccess } from '../../port/types.js';
import type { WireObject } from '../../wire/wire-object.js';
import { inBatches } from '../batches.js';
import { shopeeCapabilities } from '../capabilities.js';
import * as catalog from '../catalog.js';
import { objectIn, objectOrNullIn, type ShopeeClient } from '../client.js';
import { salesCountryOf } from '../countries.js';
import { endpoints } from '../endpoints.js';
import { readingWrite } from '../errors.js';
import * as listing from '../listing.js';

type Sleep = (ms: number) => Promise<void>;

export function catalogPort(client: ShopeeClient, sleep: Sleep): CatalogPort {
  return { ...categoryCalls(client), ...reads(client), ...writes(client, sleep) };
}

function categoryCalls(
  client: ShopeeClient,
): Pick<CatalogPort, 'categoryTree' | 'suggestCategory' | 'attributes' | 'brands'> {
  const tree = async (access: ShopAccess) =>
    catalog.fromCategoriesResponse(objectIn(await client.call(endpoints.categories, access, {})));
  return {
    categoryTree: tree,
    suggestCategory: async (access, title) => {
      const answer = await client.call(endpoints.categoryRecommendation, access, { item_name: title });
      return catalog.fromRecommendationResponse(objectIn(answer), await tree(access));
    },
    attributes: async (access, categoryId) => {
      const brands = await client.call(endpoints.brands, access, catalog.toBrandsRequest(categoryId, null));
      const attributes = await client.call(endpoints.attributeTree, access, { category_id_list: categoryId });
      const { mandatory } = catalog.fromBrandsResponse(objectIn(brands));
      return catalog.fromAttributeTreeResponse(objectIn(attributes), mandatory);
    },
    brands: async (access, { categoryId, cursor }) => {
      if (categoryId === undefined) return notSupported('shopee', 'catalog.brands');
      const answer = await client.call(endpoints.brands, access, catalog.toBrandsRequest(categoryId, cursor));
      const { items, nextCursor } = catalog.fromBrandsResponse(objectIn(answer));
      return { items, nextCursor };
    },
  };
}

interface ItemReader {
  items(access: ShopAccess, itemIds: readonly string[]): Promise<PublishedListing[]>;
}

function itemReader(client: ShopeeClient): ItemReader {
  const modelsOf = async (access: ShopAccess, item: WireObject): Promise<WireObject | null> =>
    catalog.hasModels(item)
      ? objectIn(await client.call(endpoints.modelList, access, { item_id: item.id('item_id') }))
      : null;
  return {
    items: async (access, itemIds) => {
      const rows = await inBatches(itemIds, shopeeCapabilities.limits.orderItemsPerCall, async (batch) => {
        const answer = await client.call(endpoints.itemBaseInfo, access, catalog.toBaseInfoRequest(batch));
        return objectOrNullIn(answer)?.objects('item_list') ?? [];
      });
      const listings: PublishedListing[] = [];
      for (const item of rows) listings.push(catalog.fromItem(item, await modelsOf(access, item)));
      return listings;
    },
  };
}

function reads(client: ShopeeClient): Pick<CatalogPort, 'readProduct' | 'listProducts'> {
  const reader = itemReader(client);
  const one = async (access: ShopAccess, itemIds: readonly string[]): Promise<PublishedListing | null> => {
    const found = await reader.items(access, itemIds).catch((error: unknown) => {
      if (error instanceof NotFoundError) return [];
      throw error;
    });
    const there = found.filter(({ status }) => status !== 'deleted');
    return there.find(({ status }) => status === 'live') ?? there[0] ?? null;
  };
  return {
    readProduct: async (access, by) => {
      if ('externalItemId' in by) return one(access, [by.externalItemId]);
      const answer = await client.call(endpoints.searchItem, access, { item_sku: by.sellerSku, page_size: 50 });
      const itemIds = objectOrNullIn(answer)?.texts('item_id_list') ?? [];
      if (itemIds.length === 0) return null;
      const found = await reader.items(access, itemIds);
      // The search takes parts of a SKU for it too.
      const same = found.filter(({ variants }) => variants.some(({ sellerSku }) => sellerSku === by.sellerSku));
      const there = same.filter(({ status }) => status !== 'deleted');
      return there.find(({ status }) => status === 'live') ?? there[0] ?? null;
    },
    listProducts: async (access, query) => {
      const answer = await client.call(endpoints.itemList, access, catalog.toItemListRequest(query));
      const { itemIds, nextCursor } = catalog.fromItemListResponse(objectOrNullIn(answer));
      const { sellerSkus, status } = query;
      const items = (await reader.items(access, itemIds)).filter(
        ({ variants }) =>
          (sellerSkus === undefined || variants.some(({ sellerSku }) => sellerSkus.includes(sellerSku))) &&
          (status !== 'sold_out' || variants.every(({ stock }) => stock.sellable === 0)),
      );
      return { items, nextCursor };
    },
  };
}

/** Shopee wants this long between a listing and its variations. */
const beforeVariationsMs = 5_000;

function writes(
  client: ShopeeClient,
  sleep: Sleep,
): Pick<CatalogPort, 'createProduct' | 'updateProduct' | 'addVariants' | 'setActive' | 'remove'> {
  const reader = itemReader(client);
  const attributeValues = async (access: ShopAccess, categoryId: string) =>
    listing.attributeValuesIn(
      objectIn(await client.call(endpoints.attributeTree, access, { category_id_list: categoryId })),
    );
  const modelsOf = async (access: ShopAccess, itemId: string): Promise<WireObject> =>
    objectIn(await client.call(endpoints.modelList, access, { item_id: itemId }));
  const created = async (access: ShopAccess, itemId: string) => {
    const [found] = await reader.items(access, [itemId]);
    const variants = (found?.variants ?? []).map(({ sellerSku, externalSkuId }) => ({ sellerSku, externalSkuId }));
    return { externalItemId: itemId, variants };
  };
  return {
    createProduct: async (access, draft) => {
      const context = await contextOf(client, access, draft);
      const answer = await client.call(endpoints.addItem, access, listing.toAddItemRequest(draft, context));
      const itemId = readingWrite(() => objectIn(answer).id('item_id'));
      if (draft.options.length > 0) await addVariations(client, { access, draft, itemId, sleep });
      return created(access, itemId);
    },
    updateProduct: async (access, update) => {
      const { categoryId, attributes, externalItemId } = update;
      const values =
        attributes === undefined
          ? new Map()
          : await attributeValues(access, categoryId ?? (await categoryOf(reader, access, externalItemId)));
      const request = listing.toUpdateItemRequest(update, values);
      if (Object.keys(request).length > 1) await client.call(endpoints.updateItem, access, request);
      const models = listing.toUpdateModelsRequest(update);
      if (models) await client.call(endpoints.updateModels, access, models);
    },
    addVariants: async (access, addition) => {
      const { externalItemId, variants } = addition;
      const { tiers, models } = listing.toAddVariantsRequests(addition, await modelsOf(access, externalItemId));
      if (tiers) await client.call(endpoints.updateVariations, access, tiers);
      await client.call(endpoints.addModels, access, models);
      const all = await created(access, externalItemId);
      const wanted = new Set(variants.map(({ sellerSku }) => sellerSku));
      return { ...all, variants: all.variants.filter(({ sellerSku }) => wanted.has(sellerSku)) };
    },
    setActive: async (access, { externalItemId, externalSkuIds }, active) => {
      // Only a whole listing is put on sale or taken off it; a variant is taken off by having no stock.
      if (externalSkuIds !== undefined) return notSupported('shopee', 'catalog.setActive');
      const answer = await client.call(endpoints.unlistItems, access, {
        item_list: [{ item_id: Number(externalItemId), unlist: !active }],
      });
      const [refused] = objectOrNullIn(answer)?.objects('failure_list') ?? [];
      if (refused) throw refusedToSwitch(refused.text('failed_reason'));
    },
    remove: async (access, { externalItemId, externalSkuIds }) => {
      const requests = externalSkuIds?.filter((id) => id !== externalItemId);
      if (requests === undefined || requests.length < (externalSkuIds?.length ?? 0)) {
        await gone(() => client.call(endpoints.deleteItem, access, { item_id: Number(externalItemId) }));
        return;
      }
      for (const model_id of requests.map(Number)) {
        await gone(() => client.call(endpoints.deleteModel, access, { item_id: Number(externalItemId), model_id }));
      }
    },
  };
}

const categoryOf = async (reader: ItemReader, access: ShopAccess, itemId: string): Promise<string> =>
  (await reader.items(access, [itemId]))[0]?.categoryId ?? '';

async function contextOf(
  client: ShopeeClient,
  access: ShopAccess,
  draft: ListingDraft,
): Promise<listing.ListingContext> {
  const channels = await client.call(endpoints.channels, access, {});
  const attributes = await client.call(endpoints.attributeTree, access, { category_id_list: draft.categoryId });
  return {
    country: salesCountryOf(access),
    channelIds: listing.enabledChannelsIn(objectIn(channels)),
    attributeValues: listing.attributeValuesIn(objectIn(attributes)),
    brandId: await brandIdOf(client, access, draft),
  };
}

/** A brand is named by its number, which is in the category's list of brands. Null when it is not there. */
async function brandIdOf(client: ShopeeClient, access: ShopAccess, draft: ListingDraft): Promise<string | null> {
  const wanted = draft.attributes['brand']?.trim().toLowerCase();
  if (wanted === undefined || ['', 'nobrand', 'no brand'].includes(wanted)) return null;
  let cursor: string | null = null;
  do {
    const answer = await client.call(endpoints.brands, access, catalog.toBrandsRequest(draft.categoryId, cursor));
    const page = catalog.fromBrandsResponse(objectIn(answer));
    const brand = page.items.find(({ name }) => name.trim().toLowerCase() === wanted);
    if (brand) return brand.brandId;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return null;
}

interface Variations {
  readonly access: ShopAccess;
  readonly draft: ListingDraft;
  readonly itemId: string;
  readonly sleep: Sleep;
}

/** A listing whose variations are refused is taken away again: half a listing is none. */
async function addVariations(client: ShopeeClient, { access, draft, itemId, sleep }: Variations): Promise<void> {
  try {
    await sleep(beforeVariationsMs);
    await client.call(endpoints.initVariations, access, listing.toInitVariationsRequest(itemId, draft));
    await client.call(endpoints.unlistItems, access, { item_list: [{ item_id: Number(itemId), unlist: false }] });
  } catch (error) {
    if (error instanceof RefusedRequestError) {
      await gone(() => client.call(endpoints.deleteItem, access, { item_id: Number(itemId) }));
      throw error;
    }
    if (!(error instanceof MarketplaceError)) throw error;
    throw new OutcomeUnknownError(
      { cause: error.explanation.cause, advice: 'The listing is there without its variants; read it back.' },
      { marketplace: 'shopee', operation: 'catalog.createProduct' },
    );
  }
}

async function gone(call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}

const refusedToSwitch = (reason: string): ConflictError =>
  new ConflictError(
    {
      cause: 'Shopee did not put the listing on sale or take it off.',
      advice: 'See its reason; read the listing, then decide.',
      zh: { cause: '虾皮未能上架或下架该商品。', advice: '请查看原因，读取商品后再作决定。' },
    },
    { marketplace: 'shopee', operation: 'catalog.setActive' },
    reason === '' ? [] : [{ field: null, message: reason }],
  );
