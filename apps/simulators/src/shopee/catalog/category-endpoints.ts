import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { CATEGORIES, findCategory, findLeaf, recommendCategories, type Attribute } from './category.js';
import { Fields } from './fields.js';
import { gtinLimit, itemLimitAnswer } from './item-limit.js';
import { regionRule } from './region-rule.js';

const path = (name: string): string => `/api/v2/product/${name}`;

export const categoryEndpoints: readonly Endpoint[] = [
  { path: path('get_category'), method: 'GET', access: 'shop', handle: () => ({ response: categoryList() }) },
  {
    path: path('get_attribute_tree'),
    method: 'GET',
    access: 'shop',
    handle: (call) => ({ response: attributeTrees(call) }),
  },
  { path: path('get_brand_list'), method: 'GET', access: 'shop', handle: (call) => ({ response: brandList(call) }) },
  { path: path('register_brand'), method: 'POST', access: 'shop', handle: registerBrand },
  { path: path('category_recommend'), method: 'GET', access: 'shop', handle: recommend },
  {
    path: path('get_item_limit'),
    method: 'GET',
    access: 'shop',
    handle: (call) => {
      const id = new Fields(call.params).optionalInt('category_id');
      const response = itemLimitAnswer(
        regionRule(shopOf(call).region),
        id === undefined ? undefined : findCategory(id),
      );
      return { response, gtin_limit: gtinLimit };
    },
  },
];

/** The whole tree as one flat list. Global products use the same. */
export const categoryList = (): JsonObject => ({
  category_list: CATEGORIES.map((one) => ({
    category_id: one.id,
    parent_category_id: one.parentId,
    original_category_name: one.name,
    display_category_name: one.name,
    has_children: !one.isLeaf,
  })),
});

export function attributeTrees({ params }: Pick<ApiCall, 'params'>): JsonObject {
  const fields = new Fields(params);
  // The documentation's own sample calls it `category_ids`.
  const ids = fields.someInts(fields.texts('category_ids').length > 0 ? 'category_ids' : 'category_id_list', 20);
  const list = ids.map((id) => {
    const category = findLeaf(id);
    return {
      category_id: id,
      warning: category ? '' : 'The category is not a leaf category.',
      attribute_tree: (category?.attributes ?? []).map(attributeAnswer),
    };
  });
  return { list };
}

const attributeAnswer = (one: Attribute): JsonObject => ({
  attribute_id: one.id,
  mandatory: one.mandatory,
  name: one.name,
  attribute_value_list: one.values.map(({ id, name }) => ({
    value_id: id,
    name,
    value_unit: one.units[0] ?? '',
    child_attribute_list: [],
    multi_lang: [{ language: 'en', value: name }],
  })),
  attribute_info: {
    input_type: one.inputType,
    input_validation_type: one.validation,
    format_type: one.units.length > 0 ? 2 : 1,
    date_format_type: 0,
    attribute_unit_list: one.units,
    max_value_count: one.maxValues,
    introduction: '',
    is_oem: false,
    support_search_value: false,
  },
  multi_lang: [{ language: 'en', value: one.name }],
});

export function brandList({ params, world }: Pick<ApiCall, 'params' | 'world'>): JsonObject {
  const fields = new Fields(params);
  const category = findLeaf(fields.int('category_id'));
  if (!category) throw fields.refuse('error_invalid_category', 'Please use a leaf category.');
  const offset = fields.optionalInt('offset') ?? 0;
  const size = fields.optionalInt('page_size', { min: 1, max: 100 }) ?? 100;
  const all = world.brands.withStatus(fields.optionalInt('status', { min: 1, max: 2 }) ?? 1);
  const page = all.slice(offset, offset + size);
  const hasNext = offset + size < all.length;
  return {
    brand_list: page.map(({ id, name }) => ({
      brand_id: id,
      original_brand_name: name,
      display_brand_name: name,
    })),
    has_next_page: hasNext,
    next_offset: hasNext ? offset + size : 0,
    is_mandatory: category.brandMandatory,
    input_type: 'DROP_DOWN',
  };
}

function registerBrand(call: ApiCall): JsonObject {
  const fields = new Fields(call.params);
  const name = fields.text('original_brand_name');
  const brand = call.world.brands.register(name);
  if (!brand) throw fields.refuse('error_duplicated_brand', 'Brand already exists');
  return { response: { brand_id: brand.id, original_brand_name: brand.name } };
}

function recommend(call: ApiCall): JsonObject {
  return { response: { category_id: recommendCategories(new Fields(call.params).text('item_name')) } };
}
