import { businessError, missingParameter } from '../protocol/api-error.js';
import type { ApiCall, Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { parseLooseJson } from '../protocol/payload.js';
import { attributeAnswer } from './attribute.js';
import { BRANDS, brandAnswer } from './brand.js';
import { nextCascade } from './cascade.js';
import {
  attributesOf,
  CATEGORIES,
  categoryProblem,
  findLeaf,
  suggestCategories,
  treeAnswer,
  type Category,
} from './category.js';

export const categoryEndpoints: readonly Endpoint[] = [
  { path: '/category/tree/get', access: 'anyone', handle: () => ({ data: CATEGORIES.map(treeAnswer) }) },
  {
    path: '/category/attributes/get',
    access: 'anyone',
    handle: ({ params }) => ({ data: attributesOf(readLeaf(params.get('primary_category_id'))).map(attributeAnswer) }),
  },
  { path: '/category/cascade/getNextCascadeProp', access: 'seller', handle: readCascade },
  {
    path: '/product/category/suggestion/get',
    access: 'seller',
    handle: ({ params }) => {
      const name = params.get('product_name');
      if (!name) throw missingParameter('product_name');
      return { data: { categorySuggestions: suggest(name) } };
    },
  },
  { path: '/product/category/suggestion/get/batch', access: 'seller', handle: suggestAll },
  { path: '/category/brands/query', access: 'anyone', handle: queryBrands },
  {
    path: '/brands/get',
    access: 'anyone',
    handle: ({ params }) => {
      const offset = wholeNumber(params, 'offset', 0);
      const limit = Math.min(1000, wholeNumber(params, 'limit', 100));
      return { data: BRANDS.slice(offset, offset + limit).map(brandAnswer) };
    },
  },
];

function readLeaf(id: string | undefined): Category {
  if (!id) throw missingParameter('primary_category_id');
  const found = findLeaf(Number(id));
  if (found) return found;
  const problem = categoryProblem(Number(id));
  if (problem === 'branch') throw businessError(57, 'No attribute sets linked to that category.');
  if (problem === 'inactive') throw businessError(4228, 'Query category is not active');
  throw businessError(4227, 'Query category is null');
}

function readCascade({ params }: ApiCall): JsonObject {
  for (const name of ['categoryId', 'cascadeId']) if (!params.get(name)) throw missingParameter(name);
  const category = readLeaf(params.get('categoryId'));
  const cascadeId = Number(params.get('cascadeId'));
  const known = category.attributes.some((one) => one.cascadeId === cascadeId);
  // A path that has reached a leaf is answered by nothing more to choose.
  return { data: (known ? nextCascade(cascadeId, params.get('path') ?? '') : undefined) ?? {} };
}

/** Names of one or two letters say nothing that a category could follow from. */
function suggest(name: string): JsonObject[] {
  if (!/[\p{L}\p{N}]{3}/u.test(name)) throw businessError(701, 'Empty category suggestion.');
  return suggestCategories(name).map(({ category, path }) => ({
    categoryId: category.id,
    categoryName: category.name,
    categoryPath: path.join(' > '),
  }));
}

function suggestAll({ params }: ApiCall): JsonObject {
  const text = params.get('product_name_list');
  if (!text) throw missingParameter('product_name_list');
  const names = parseLooseJson(text);
  if (!Array.isArray(names)) throw businessError(5, 'Invalid Request Format: product_name_list must be a JSON array');
  return {
    data: { categorySuggestionMap: Object.fromEntries(names.map((name) => [String(name), suggest(String(name))])) },
  };
}

function queryBrands({ params, world }: ApiCall): JsonObject {
  const start = wholeNumber(params, 'startRow', 0);
  const size = Math.min(200, Math.max(1, wholeNumber(params, 'pageSize', 40)));
  // Too many calls of all sellers together are answered with success and an empty list.
  const all = world.brandQueries.isOneTooMany() || world.faults.strike('empty-brands') ? [] : BRANDS;
  return {
    success: true,
    error_code: null,
    error_msg: null,
    data: {
      start_row: start,
      page_index: Math.floor(start / size) + 1,
      total_page: Math.ceil(all.length / size),
      page_size: size,
      total_record: all.length,
      enable_total: true,
      module: all.slice(start, start + size).map(brandAnswer),
    },
  };
}

function wholeNumber(params: ReadonlyMap<string, string>, name: string, fallback: number): number {
  const value = params.get(name);
  if (!value) return fallback;
  if (!/^\d{1,9}$/.test(value)) throw businessError(5, `Invalid Request Format: ${name} must be a whole number`);
  return Number(value);
}
