import { businessError, missingParameter } from '../protocol/api-error.js';
import type { Endpoint } from '../protocol/endpoint.js';
import { BRANDS, brandAnswer } from './brand.js';
import { attributeAnswer, attributesOf, CATEGORIES, findLeaf, suggestCategories, treeAnswer } from './category.js';

export const categoryEndpoints: readonly Endpoint[] = [
  { path: '/category/tree/get', access: 'anyone', handle: () => ({ data: CATEGORIES.map(treeAnswer) }) },
  {
    path: '/category/attributes/get',
    access: 'anyone',
    handle: ({ params }) => {
      const id = params.get('primary_category_id');
      if (!id) throw missingParameter('primary_category_id');
      const category = findLeaf(Number(id));
      if (!category) throw businessError(57, 'No attribute sets linked to that category');
      return { data: attributesOf(category).map(attributeAnswer) };
    },
  },
  {
    path: '/product/category/suggestion/get',
    access: 'seller',
    handle: ({ params }) => {
      const name = params.get('product_name');
      if (!name) throw missingParameter('product_name');
      const categorySuggestions = suggestCategories(name).map(({ category, path }) => ({
        categoryId: category.id,
        categoryName: category.name,
        categoryPath: path.join(' > '),
      }));
      return { data: { categorySuggestions } };
    },
  },
  {
    path: '/category/brands/query',
    access: 'anyone',
    handle: ({ params, world }) => {
      const start = Number(params.get('startRow') ?? 0);
      const size = Math.min(200, Number(params.get('pageSize') ?? 40));
      // Too many calls of all sellers together are answered with success and an empty list.
      const all = world.faults.strike('empty-brands') ? [] : BRANDS;
      return {
        success: true,
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
    },
  },
  {
    path: '/brands/get',
    access: 'anyone',
    handle: ({ params }) => {
      const offset = Number(params.get('offset') ?? 0);
      const limit = Math.min(1000, Number(params.get('limit') ?? 100));
      return { data: BRANDS.slice(offset, offset + limit).map(brandAnswer) };
    },
  },
];
