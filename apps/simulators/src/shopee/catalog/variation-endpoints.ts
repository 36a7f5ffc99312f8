import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { CATEGORIES, findLeaf } from './category.js';
import { Fields } from './fields.js';
import { itemOf } from './save-item.js';
import { shelfOf } from './shelf.js';

const path = (name: string): string => `/api/v2/product/${name}`;

interface Variation {
  readonly id: number;
  readonly name: string;
  readonly groupId: number;
  readonly options: readonly string[];
}

/** The dictionary of variations that sellers need not invent themselves. */
const VARIATIONS: readonly Variation[] = [
  { id: 200_001, name: 'Colour', groupId: 300_001, options: ['Black', 'White', 'Red', 'Gold', 'Silver'] },
  { id: 200_002, name: 'Size', groupId: 300_002, options: ['S', 'M', 'L', 'XL'] },
];

export const variationEndpoints: readonly Endpoint[] = [
  // The reference gives the one address, its own sample calls the other and has the payload under `data`.
  {
    path: path('get_variation_tree'),
    method: 'GET',
    access: 'shop',
    handle: (call) => ({ response: dictionary(call) }),
  },
  {
    path: path('get_variations'),
    method: 'GET',
    access: 'shop',
    handle: (call) => {
      const response = dictionary(call);
      return { response: { ...response, data: response }, data: response };
    },
  },
  {
    path: path('get_recommend_attribute'),
    method: 'GET',
    access: 'shop',
    handle: () => ({ response: { attribute_list: [] } }),
  },
  { path: path('search_attribute_value_list'), method: 'GET', access: 'shop', handle: searchValues },
  { path: path('get_comment'), method: 'GET', access: 'shop', handle: getComments },
];

export function dictionary({ params }: Pick<ApiCall, 'params'>): JsonObject {
  const fields = new Fields(params);
  const categoryId = fields.int('category_id');
  if (!findLeaf(categoryId)) throw fields.refuse('error_invalid_category', 'Please use a leaf category.');
  return {
    standardise_variation_list: VARIATIONS.map(({ id, name, groupId, options }) => ({
      variation_id: id,
      variation_name: name,
      variation_group_list: [
        {
          variation_group_id: groupId,
          variation_group_name: name,
          variation_option_list: options.map((option, index) => ({
            variation_option_id: id * 100 + index,
            variation_option_name: option,
          })),
        },
      ],
    })),
  };
}

function searchValues({ params }: ApiCall): JsonObject {
  return { response: findValues(new Fields(params)) };
}

/** Values of an attribute whose names hold a text. The category says nothing here: an attribute is the same in each. */
export function findValues(fields: Fields): JsonObject {
  const attributeId = fields.int('attribute_id');
  const attribute = CATEGORIES.flatMap((one) => one.attributes).find((one) => one.id === attributeId);
  if (!attribute) throw fields.refuse('error_invalid_attribute', `The attribute ${attributeId} does not exist.`);
  const name = fields.optionalText('value_name')?.toLowerCase() ?? '';
  const cursor = fields.optionalInt('cursor') ?? 0;
  const limit = fields.optionalInt('limit', { min: 1, max: 100 }) ?? 20;
  const found = attribute.values.filter((one) => one.name.toLowerCase().includes(name));
  const end = cursor + limit;
  return {
    value_list: found.slice(cursor, end).map((one) => ({ value_id: one.id, value_name: one.name })),
    page_info: { cursor: Math.min(end, found.length), has_next: end < found.length },
  };
}

/** Buyers here write no reviews. */
function getComments(call: ApiCall): JsonObject {
  const fields = new Fields(call.params);
  const itemId = fields.optionalInt('item_id');
  if (itemId !== undefined) itemOf(shelfOf(call.world), shopOf(call), itemId);
  return { response: { item_comment_list: [], more: false, next_cursor: '' } };
}
