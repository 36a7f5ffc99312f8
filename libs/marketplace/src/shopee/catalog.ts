import { parseCurrency } from '@pinglu/kernel';
import type {
  Brand,
  Category,
  CategoryAttribute,
  CategorySuggestion,
  PublishedListing,
  PublishedVariant,
} from '../port/catalog.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { amountOf } from './amounts.js';
import { toListingStatus } from './status.js';
import { fromStockInfo } from './stock.js';
import { isUnfinished } from './unfinished.js';

/** The whole tree comes as one list, each category with its parent. */
export function fromCategoriesResponse(data: WireObject): Category[] {
  const rows = data.objects('category_list');
  const byParent = new Map<string, WireObject[]>();
  for (const row of rows) {
    const parent = row.text('parent_category_id');
    byParent.set(parent, [...(byParent.get(parent) ?? []), row]);
  }
  const below = (parent: string): Category[] =>
    (byParent.get(parent) ?? []).map((row) => ({
      categoryId: row.id('category_id'),
      name: row.text('display_category_name') || row.text('original_category_name'),
      leaf: !row.flag('has_children'),
      children: below(row.id('category_id')),
    }));
  return below('0');
}

/** Shopee recommends ids; what they are called is in the tree. */
export function fromRecommendationResponse(data: WireObject, tree: readonly Category[]): CategorySuggestion[] {
  const paths = new Map<string, CategorySuggestion>();
  const walk = (categories: readonly Category[], above: readonly string[]): void => {
    for (const { categoryId, name, children } of categories) {
      const path = [...above, name];
      paths.set(categoryId, { categoryId, name, path: path.join(' > ') });
      walk(children, path);
    }
  };
  walk(tree, []);
  return data.texts('category_id').flatMap((categoryId) => paths.get(categoryId) ?? []);
}

const inputs: Readonly<Record<string, CategoryAttribute['input']>> = {
  '1': 'single_select',
  '2': 'single_select_or_own',
  '3': 'text',
  '4': 'multi_select',
  '5': 'multi_select_or_own',
  SINGLE_DROP_DOWN: 'single_select',
  SINGLE_COMBO_BOX: 'single_select_or_own',
  FREE_TEXT_FILED: 'text',
  MULTI_DROP_DOWN: 'multi_select',
  MULTI_COMBO_BOX: 'multi_select_or_own',
};

/** `input_validation_type` of a free text: whole number, text, decimal, date. */
const textInputs: Readonly<Record<string, CategoryAttribute['input']>> = { '1': 'number', '3': 'number', '4': 'date' };

/** An attribute is named by its number: the same name may come twice in a category. The brand is asked for beside them. */
export function fromAttributeTreeResponse(data: WireObject, brandIsMandatory: boolean): CategoryAttribute[] {
  const attributes = data.objects('list').flatMap((category) => category.objects('attribute_tree'));
  return [
    {
      name: 'brand',
      label: 'Brand',
      level: 'listing',
      input: 'single_select_or_own',
      mandatory: brandIsMandatory,
      option: false,
      choices: [],
    },
    ...attributes.map(toAttribute),
  ];
}

function toAttribute(attribute: WireObject): CategoryAttribute {
  const info = attribute.objectOrNull('attribute_info');
  const raw = info?.text('input_type') ?? '';
  const input = (Object.hasOwn(inputs, raw) ? inputs[raw] : undefined) ?? 'unrecognized';
  const validation = info?.text('input_validation_type') ?? '';
  return {
    name: attribute.id('attribute_id'),
    label: attribute.text('name'),
    level: 'listing',
    input: input === 'text' ? (textInputs[validation] ?? 'text') : input,
    mandatory: attribute.flag('mandatory'),
    option: false,
    choices: attribute.objects('attribute_value_list').map((value) => value.text('name')),
  };
}

export const toBrandsRequest = (categoryId: string, cursor: string | null | undefined): Record<string, unknown> => ({
  category_id: categoryId,
  status: 1,
  offset: cursor ?? '0',
  page_size: 100,
});

export const fromBrandsResponse = (
  data: WireObject,
): { items: Brand[]; nextCursor: string | null; mandatory: boolean } => ({
  items: data.objects('brand_list').map((row) => ({
    brandId: row.id('brand_id'),
    name: row.text('display_brand_name') || row.text('original_brand_name'),
  })),
  nextCursor: data.flag('has_next_page') ? data.text('next_offset') : null,
  mandatory: data.flag('is_mandatory'),
});

export const toBaseInfoRequest = (itemIds: readonly string[]): Record<string, unknown> => ({
  item_id_list: itemIds.join(','),
});

export const hasModels = (item: WireObject): boolean => item.flag('has_model');

export const isRefused = (item: WireObject): boolean => toListingStatus(item.text('item_status')) === 'refused';

export const isDeleted = (item: WireObject): boolean => toListingStatus(item.text('item_status')) === 'deleted';

/** Why Shopee has taken listings off sale, by item. Names of the fields are from the reference; whatever is missing is left out. */
export const fromViolationsResponse = (data: WireObject | null): ReadonlyMap<string, readonly string[]> =>
  new Map(
    (data?.objects('item_list') ?? []).map((row) => [
      row.id('item_id'),
      row
        .objects('item_status_details')
        .map((detail) =>
          ['violation_type', 'violation_reason', 'suggestion']
            .map((name) => detail.text(name))
            .filter((text) => text !== '')
            .join(': '),
        )
        .filter((text) => text !== ''),
    ]),
  );

export interface ItemParts {
  /** `get_model_list`; null for a listing without variants, which is its own one variant. */
  readonly models: WireObject | null;
  /** Why it was refused. */
  readonly reasons?: readonly string[];
}

/** A listing that is not finished has no variants: nothing of it can be sold, or taken for published. */
export function fromItem(item: WireObject, { models, reasons = [] }: ItemParts): PublishedListing {
  const rawStatus = item.text('item_status');
  return {
    externalItemId: item.id('item_id'),
    title: item.text('item_name'),
    categoryId: item.text('category_id'),
    status: toListingStatus(rawStatus),
    rawStatus,
    reasons,
    variants: isUnfinished(item) ? [] : variantsOf(item, models),
  };
}

const variantsOf = (item: WireObject, models: WireObject | null): PublishedVariant[] =>
  models ? models.objects('model').map((model) => toVariant(item, model)) : [toOnlyVariant(item)];

function toVariant(item: WireObject, model: WireObject): PublishedVariant {
  const raw = model.textOrNull('model_status');
  const itemStatus = toListingStatus(item.text('item_status'));
  const own = raw === null ? itemStatus : toListingStatus(raw);
  return {
    sellerSku: model.text('model_sku'),
    externalSkuId: model.id('model_id'),
    status: own === 'live' ? itemStatus : own,
    rawStatus: raw ?? item.text('item_status'),
    ...pricesOf(model),
    stock: fromStockInfo(model.objectOrNull('stock_info_v2')),
  };
}

const toOnlyVariant = (item: WireObject): PublishedVariant => ({
  sellerSku: item.text('item_sku'),
  externalSkuId: item.id('item_id'),
  status: toListingStatus(item.text('item_status')),
  rawStatus: item.text('item_status'),
  ...pricesOf(item),
  stock: fromStockInfo(item.objectOrNull('stock_info_v2')),
});

/** A list of one; what is lower than the original price is a promotion's. */
function pricesOf(row: WireObject): Pick<PublishedVariant, 'price' | 'specialPrice'> {
  const [info] = row.objects('price_info');
  if (!info) throw row.violation('price_info', 'a price');
  const currency = parseCurrency(info.text('currency'));
  const price = amountOf(info, 'original_price', currency);
  const current = amountOf(info, 'current_price', currency);
  return { price, specialPrice: BigInt(current.amountMinor) < BigInt(price.amountMinor) ? current : null };
}
