import type { Clock } from '@pinglu/kernel';
import type { ListingUpdate, ListingVariantUpdate, PublishedListing } from '../../port/catalog.types.js';
import { redact } from '../../http/redaction.js';
import {
  ConflictError,
  InvalidRequestError,
  MarketplaceError,
  NotFoundError,
  OutcomeUnknownError,
  type RefusedRequestError,
} from '../../port/errors.js';
import type { CatalogPort } from '../../port/marketplace.port.js';
import { notSupported } from '../../port/not-supported.js';
import type { ShopAccess } from '../../port/types.js';
import type { WireObject } from '../../wire/wire-object.js';
import * as catalog from '../catalog.js';
import { ExactInteger, objectIn, objectOrNullIn, type ShopeeClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import { scrollItemIds } from '../listing-scroll.js';
import * as listing from '../listing.js';
import { brandIdOf } from './brand-search.js';
import { createListing, gone, removeItem } from './create-listing.js';
import { itemReader, type ItemReader } from './item-reader.js';
import { callWithStock } from './stocked-call.js';

interface Time {
  readonly clock: Clock;
  readonly sleep: (ms: number) => Promise<void>;
}

export function catalogPort(client: ShopeeClient, { clock, sleep }: Time): CatalogPort {
  return {
    ...categoryCalls(client),
    ...reads(client, clock),
    ...writes(client),
    createProduct: (access, draft) => createListing({ client, access, draft }, sleep),
  };
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
      if (categoryId === undefined) throw noCategory();
      const answer = await client.call(endpoints.brands, access, catalog.toBrandsRequest(categoryId, cursor));
      const { items, nextCursor } = catalog.fromBrandsResponse(objectIn(answer));
      return { items, nextCursor };
    },
  };
}

function reads(client: ShopeeClient, clock: Clock): Pick<CatalogPort, 'readProduct' | 'listProducts'> {
  const reader = itemReader(client);
  return {
    readProduct: async (access, by) => {
      if ('externalItemId' in by) return present(await foundOrNone(reader, access, [by.externalItemId]));
      const itemIds = await reader.search(access, by.sellerSku);
      const found = itemIds.length === 0 ? [] : await foundOrNone(reader, access, itemIds);
      return present(found.filter(({ variants }) => variants.some(({ sellerSku }) => sellerSku === by.sellerSku)));
    },
    listProducts: async (access, query) => {
      const { sellerSkus, status } = query;
      if (sellerSkus?.length === 0) return { items: [], nextCursor: null };
      const ask = async (request: Record<string, unknown>): Promise<WireObject | null> =>
        objectOrNullIn(await client.call(endpoints.itemList, access, request));
      const page = await scrollItemIds({ query, now: clock.now(), ask });
      const items = (await reader.listings(access, page.items)).filter(
        ({ variants }) =>
          (sellerSkus === undefined || variants.some(({ sellerSku }) => sellerSkus.includes(sellerSku))) &&
          (status !== 'sold_out' || (variants.length > 0 && variants.every(({ stock }) => stock.sellable === 0))),
      );
      return { items, nextCursor: page.nextCursor };
    },
  };
}

const foundOrNone = (reader: ItemReader, access: ShopAccess, itemIds: readonly string[]): Promise<PublishedListing[]> =>
  reader.listings(access, itemIds).catch((error: unknown) => {
    if (error instanceof NotFoundError) return [];
    throw error;
  });

/** What is on sale before what is not; what is deleted is not there. */
function present(found: readonly PublishedListing[]): PublishedListing | null {
  const there = found.filter(({ status }) => status !== 'deleted');
  return there.find(({ status }) => status === 'live') ?? there[0] ?? null;
}

function writes(client: ShopeeClient): Pick<CatalogPort, 'updateProduct' | 'addVariants' | 'setActive' | 'remove'> {
  const reader = itemReader(client);
  return {
    updateProduct: async (access, update) => {
      checkUpdate(update);
      const request = listing.toUpdateItemRequest(update, await updateContext({ client, access, reader }, update));
      if (Object.keys(request).length > 1) await client.call(endpoints.updateItem, access, request);
      const models = listing.toUpdateModelsRequest(update);
      if (models) await client.call(endpoints.updateModels, access, models);
    },
    addVariants: async (access, addition) => {
      const { externalItemId, variants } = addition;
      const models = await client.call(endpoints.modelList, access, { item_id: externalItemId });
      const requests = listing.toAddVariantsRequests(addition, objectIn(models));
      if (requests.tiers) await client.call(endpoints.updateVariations, access, requests.tiers);
      await callWithStock(client, endpoints.addModels, access, requests.models);
      return readingBack(externalItemId, variants, () => reader.listings(access, [externalItemId]));
    },
    setActive: async (access, { externalItemId, externalSkuIds }, active) => {
      // Only a whole listing is put on sale or taken off it; a variant is taken off by having no stock.
      if (externalSkuIds !== undefined) return notSupported('shopee', 'catalog.setActive');
      const answer = await client.call(endpoints.unlistItems, access, {
        item_list: [{ item_id: new ExactInteger(externalItemId), unlist: !active }],
      });
      const [refused] = objectOrNullIn(answer)?.objects('failure_list') ?? [];
      if (refused) throw refusedToSwitch(refused.text('failed_reason'));
    },
    remove: async (access, { externalItemId, externalSkuIds }) => {
      if (externalSkuIds === undefined || externalSkuIds.includes(externalItemId)) {
        return removeItem(client, access, externalItemId);
      }
      const item_id = new ExactInteger(externalItemId);
      for (const model_id of externalSkuIds.map((id) => new ExactInteger(id))) {
        await gone(() => client.call(endpoints.deleteModel, access, { item_id, model_id }));
      }
    },
  };
}

interface Shop {
  readonly client: ShopeeClient;
  readonly access: ShopAccess;
  readonly reader: ItemReader;
}

async function updateContext({ client, access, reader }: Shop, update: ListingUpdate): Promise<listing.UpdateContext> {
  const { attributes, externalItemId } = update;
  if (attributes === undefined) return { attributeList: null, brand: null };
  const [item] = await reader.items(access, [externalItemId]);
  if (!item) throw unknownListing('catalog.updateProduct');
  const categoryId = update.categoryId ?? item.id('category_id');
  const tree = await client.call(endpoints.attributeTree, access, { category_id_list: categoryId });
  const changed = listing.toAttributeList(attributes, listing.attributeValuesIn(objectIn(tree)));
  const { brand } = attributes;
  const ask = (request: Record<string, unknown>) => client.call(endpoints.brands, access, request);
  return {
    attributeList: changed.length === 0 ? null : listing.withPresentAttributes(changed, item),
    brand: brand === undefined ? null : listing.toBrand(await brandIdOf(ask, { categoryId, brand }), brand),
  };
}

/** Of a single variant Shopee changes weight and size only; nothing that was asked for is left undone in silence. */
function checkUpdate({ variants = [] }: ListingUpdate): void {
  const own = (variant: ListingVariantUpdate): boolean =>
    variant.images !== undefined || variant.attributes !== undefined;
  const fields = variants.filter(own).map(({ externalSkuId }) => ({
    field: externalSkuId,
    message: 'Pictures and attributes belong to the whole listing.',
  }));
  if (fields.length === 0) return;
  throw new InvalidRequestError(
    {
      cause: 'Shopee does not change pictures or attributes of a single variant.',
      advice: 'Change those of the listing.',
      zh: { cause: '虾皮不支持单独修改某一规格的图片或属性。', advice: '请修改整个商品的图片或属性。' },
    },
    { marketplace: 'shopee', operation: 'catalog.updateProduct' },
    fields,
  );
}

/** The variants were added: when they cannot be read, that is no reason to add them once more. */
async function readingBack(
  externalItemId: string,
  wanted: readonly { readonly sellerSku: string }[],
  read: () => Promise<readonly PublishedListing[]>,
): ReturnType<CatalogPort['addVariants']> {
  const skus = new Set(wanted.map(({ sellerSku }) => sellerSku));
  const [found] = await read().catch((error: unknown) => {
    throw error instanceof MarketplaceError ? unseen() : error;
  });
  const variants = (found?.variants ?? [])
    .filter(({ sellerSku }) => skus.has(sellerSku))
    .map(({ sellerSku, externalSkuId }) => ({ sellerSku, externalSkuId }));
  if (variants.length < skus.size) throw unseen();
  return { externalItemId, variants };
}

const unseen = (): OutcomeUnknownError =>
  new OutcomeUnknownError(
    { cause: 'The variants were added and cannot be read yet.', advice: 'Read the listing before adding them again.' },
    { marketplace: 'shopee', operation: 'catalog.addVariants' },
  );

const unknownListing = (operation: string): NotFoundError =>
  new NotFoundError(
    { cause: 'The shop has no such listing.', advice: 'Check the id and the shop.' },
    { marketplace: 'shopee', operation },
  );

const refusedToSwitch = (reason: string): RefusedRequestError =>
  /not (exist|found)/i.test(reason)
    ? unknownListing('catalog.setActive')
    : new ConflictError(
        {
          cause: 'Shopee did not put the listing on sale or take it off.',
          advice: 'See its reason; read the listing, then decide.',
          zh: { cause: '虾皮未能上架或下架该商品。', advice: '请查看原因，读取商品后再作决定。' },
        },
        { marketplace: 'shopee', operation: 'catalog.setActive' },
        reason === '' ? [] : [{ field: null, message: redact(reason, []) }],
      );

const noCategory = (): InvalidRequestError =>
  new InvalidRequestError(
    { cause: 'Shopee lists brands by category.', advice: 'Say of which category the brands are to be.' },
    { marketplace: 'shopee', operation: 'catalog.brands' },
    [{ field: 'categoryId', message: 'It is missing.' }],
  );
