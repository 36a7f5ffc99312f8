import type { PublishedListing } from '../../port/catalog.types.js';
import type { CatalogPort } from '../../port/marketplace.port.js';
import type { Clock } from '@pinglu/kernel';
import type { ShopAccess } from '../../port/types.js';
import { readingWrite } from '../../wire/reading-write.js';
import * as catalog from '../catalog.js';
import { listIn, objectIn, objectOrNullIn, salesCountryOf, type LazadaClient } from '../client.js';
import { endpoints, type Endpoint } from '../endpoints.js';
import { nullIfNotFound } from '../errors.js';
import { readListings } from '../listing-scroll.js';
import * as state from '../listing-state.js';
import * as listing from '../listing.js';

export function catalogPort(client: LazadaClient, clock: Clock): CatalogPort {
  return { ...categoryCalls(client), ...listingReads(client, clock), ...listingWrites(client) };
}

function categoryCalls(
  client: LazadaClient,
): Pick<CatalogPort, 'categoryTree' | 'suggestCategory' | 'attributes' | 'brands'> {
  return {
    categoryTree: async (access) =>
      catalog.fromCategoryTreeResponse(
        listIn(await client.call(endpoints.categoryTree, access, catalog.toCategoryTreeRequest())),
      ),
    suggestCategory: async (access, title) =>
      catalog.fromCategorySuggestionResponse(
        objectIn(await client.call(endpoints.categorySuggestion, access, catalog.toCategorySuggestionRequest(title))),
      ),
    attributes: async (access, categoryId) =>
      catalog.fromCategoryAttributesResponse(
        listIn(
          await client.call(endpoints.categoryAttributes, access, catalog.toCategoryAttributesRequest(categoryId)),
        ),
      ),
    brands: async (access, query) => {
      const check = catalog.checkBrandsAnswer;
      const answer = await client.call(endpoints.brands, access, catalog.toBrandsRequest(query), { check });
      return catalog.fromBrandsResponse(objectIn(answer), query);
    },
  };
}

function listingReads(client: LazadaClient, clock: Clock): Pick<CatalogPort, 'readProduct' | 'listProducts'> {
  return {
    readProduct: async (access, by) => {
      if ('externalItemId' in by) return readItem(client, access, by.externalItemId);
      const query = catalog.toProductsBySellerSkuRequest(by.sellerSku);
      const answer = await client.call(endpoints.products, access, query);
      return catalog.fromProductsBySellerSkuResponse(objectOrNullIn(answer), by.sellerSku, salesCountryOf(access));
    },
    listProducts: (access, query) =>
      readListings({
        query,
        country: salesCountryOf(access),
        now: clock.now(),
        ask: async (params) => objectOrNullIn(await client.call(endpoints.listProducts, access, { ...params })),
      }),
  };
}

function listingWrites(
  client: LazadaClient,
): Pick<CatalogPort, 'createProduct' | 'updateProduct' | 'addVariants' | 'setActive' | 'remove'> {
  const send = async (endpoint: Endpoint, access: ShopAccess, request: object): Promise<void> => {
    await client.call(endpoint, access, { payload: JSON.stringify(request) });
  };
  const skuIdsOf = async (access: ShopAccess, externalItemId: string): Promise<readonly string[] | null> =>
    catalog.presentSkuIds(await readItem(client, access, externalItemId));
  return {
    createProduct: async (access, draft) => {
      const request = listing.toCreateProductRequest(draft, salesCountryOf(access));
      const answer = await client.call(endpoints.createProduct, access, { payload: JSON.stringify(request) });
      return readingWrite(() => listing.fromCreateProductResponse(objectIn(answer)));
    },
    updateProduct: async (access, update) => {
      const named = update.variants?.[0]?.externalSkuId;
      const anySkuId = named ?? (await skuIdsOf(access, update.externalItemId))?.[0];
      if (anySkuId === undefined) throw state.listingNotFound('catalog.updateProduct');
      await send(endpoints.updateProduct, access, listing.toUpdateProductRequest(update, anySkuId));
    },
    addVariants: async (access, addition) => {
      const country = salesCountryOf(access);
      await send(endpoints.addVariants, access, listing.toAddVariantsRequest(addition, country));
      // The answer does not tell the new ids.
      return listing.readingAdded(addition, () => readItem(client, access, addition.externalItemId));
    },
    setActive: (access, selection, active) => {
      const { externalItemId } = selection;
      if (!active) {
        return state.takeOffSale(selection, async (skuIds) => {
          const apiRequestBody = JSON.stringify(state.toDeactivateRequest(externalItemId, skuIds));
          await client.call(endpoints.deactivate, access, { apiRequestBody });
        });
      }
      return state.putOnSale(selection, {
        read: () => skuIdsOf(access, externalItemId),
        send: (skuIds) => send(endpoints.activate, access, listing.toActivateRequest(externalItemId, skuIds)),
      });
    },
    remove: (access, selection) =>
      state.removeAll(selection, {
        read: () => skuIdsOf(access, selection.externalItemId),
        send: async (skuIds) => {
          await client.call(endpoints.remove, access, state.toRemoveRequest(selection.externalItemId, skuIds));
        },
      }),
  };
}

const readItem = (client: LazadaClient, access: ShopAccess, externalItemId: string): Promise<PublishedListing | null> =>
  nullIfNotFound(async () =>
    catalog.fromProductResponse(
      catalog.productIn(objectIn(await client.call(endpoints.product, access, { item_id: externalItemId }))),
      salesCountryOf(access),
    ),
  );
