import type { CatalogPort } from '../../port/marketplace.port.js';
import * as catalog from '../catalog.js';
import { listIn, objectIn, objectOrNullIn, salesCountryOf, type LazadaClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import { nullIfNotFound, readingWrite } from '../errors.js';

export function catalogPort(client: LazadaClient): CatalogPort {
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
    createProduct: async (access, draft) => {
      const request = catalog.toCreateProductRequest(draft, salesCountryOf(access));
      const answer = await client.call(endpoints.createProduct, access, { payload: JSON.stringify(request) });
      return readingWrite(() => catalog.fromCreateProductResponse(objectIn(answer)));
    },
    readProduct: async (access, by) => {
      const country = salesCountryOf(access);
      if ('sellerSku' in by) {
        const query = catalog.toProductsBySellerSkuRequest(by.sellerSku);
        const answer = await client.call(endpoints.products, access, query);
        return catalog.fromProductsBySellerSkuResponse(objectOrNullIn(answer), by.sellerSku, country);
      }
      return nullIfNotFound(async () =>
        catalog.fromProductResponse(
          objectIn(await client.call(endpoints.product, access, { item_id: by.externalItemId })),
          country,
        ),
      );
    },
  };
}
