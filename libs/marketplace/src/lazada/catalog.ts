import { InvalidRequestError, RateLimitedError } from '../port/errors.js';
import type {
  Brand,
  BrandsQuery,
  Category,
  CategoryAttribute,
  CategorySuggestion,
  PublishedListing,
  PublishedVariant,
} from '../port/catalog.types.js';
import { currencyOfCountry, type Page, type SalesCountry } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import type { LazadaAnswer } from './envelope.js';
import { toAttributeInput, toListingStatus } from './status.js';
import { fromStockOfSku } from './stock.js';

/** Names in English: what a category is called in the site's language differs by site, its attributes' names do not. */
const language = { language_code: 'en_US' } as const;

export const toCategoryTreeRequest = (): Record<string, string> => ({ ...language });
export const toCategorySuggestionRequest = (title: string): Record<string, string> => ({ product_name: title });
export const toCategoryAttributesRequest = (categoryId: string): Record<string, string> => ({
  primary_category_id: categoryId,
  ...language,
});

export const fromCategoryTreeResponse = (data: readonly WireObject[]): Category[] => data.map(toCategory);

function toCategory(node: WireObject): Category {
  return {
    categoryId: node.id('category_id'),
    name: node.text('name'),
    leaf: node.flag('leaf'),
    children: node.objects('children').map(toCategory),
  };
}

export const fromCategorySuggestionResponse = (data: WireObject): CategorySuggestion[] =>
  data.objects('categorySuggestions').map((suggestion) => ({
    categoryId: suggestion.id('categoryId'),
    name: suggestion.text('categoryName'),
    path: suggestion.text('categoryPath'),
  }));

export const fromCategoryAttributesResponse = (data: readonly WireObject[]): CategoryAttribute[] =>
  data.map((attribute) => ({
    name: attribute.id('name'),
    label: attribute.text('label'),
    level: attribute.text('attribute_type') === 'sku' ? 'variant' : 'listing',
    input: toAttributeInput(attribute.text('input_type')),
    mandatory: attribute.flag('is_mandatory'),
    option: attribute.flag('is_sale_prop'),
    choices: attribute.objects('options').map((choice) => choice.text('name')),
  }));

/** The most that Lazada gives at once. */
const brandsPerPage = 200;

/** Brands are the same in all categories of a country. */
export const toBrandsRequest = ({ cursor }: BrandsQuery): Record<string, string> => ({
  startRow: String(rowOf(cursor)),
  pageSize: String(brandsPerPage),
});

/**
 * The limit of calls for brands is that of all sellers together, and beyond it Lazada answers success and an empty list.
 * A country without brands does not exist, and a cursor is only given while there are more: nothing means too many calls.
 * @throws RateLimitedError
 */
export function checkBrandsAnswer({ data, details }: LazadaAnswer): void {
  const rows = typeof data === 'object' && data !== null && 'module' in data ? data.module : [];
  if (Array.isArray(rows) && rows.length > 0) return;
  throw new RateLimitedError(
    {
      cause: 'Lazada answered with no brands at all, as it does when all sellers together ask too often.',
      advice: 'Try again later.',
    },
    details,
    1_000,
  );
}

/** Goes on behind what came, not behind what was asked for: of a page that was cut short nothing is lost. */
export function fromBrandsResponse(data: WireObject, { cursor }: BrandsQuery): Page<Brand> {
  const rows = data.objects('module');
  const next = rowOf(cursor) + rows.length;
  return {
    items: rows.map((brand) => ({ brandId: brand.id('brand_id'), name: brand.id('name') })),
    nextCursor: next < data.integer('total_record') ? String(next) : null,
  };
}

function rowOf(cursor: string | null | undefined): number {
  if (cursor === null || cursor === undefined) return 0;
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw new InvalidRequestError(
    { cause: 'The cursor is not one of a page of brands.', advice: 'Begin again without a cursor.' },
    { marketplace: 'lazada', operation: 'catalog.brands' },
  );
}

export type ListingKey = { readonly externalItemId: string } | { readonly sellerSku: string };

/** Seller SKUs are looked for by the list call: the call for one item does not take them any more. */
export const toProductsBySellerSkuRequest = (sellerSku: string): Record<string, string> => ({
  filter: 'all',
  offset: '0',
  limit: '50',
  options: '1',
  sku_seller_list: JSON.stringify([sellerSku]),
});

/** The live one when several have had the seller SKU; null when none has it. */
export function fromProductsBySellerSkuResponse(
  data: WireObject | null,
  sellerSku: string,
  country: SalesCountry,
): PublishedListing | null {
  const listings = (data?.objects('products') ?? [])
    .map((product) => fromProductResponse(product, country))
    .filter(({ variants }) => variants.some((variant) => variant.sellerSku === sellerSku));
  const notDeleted = listings.filter(({ status }) => status !== 'deleted');
  return notDeleted.find(({ status }) => status === 'live') ?? notDeleted[0] ?? null;
}

/** As a rule the answer is the product; some have seen it one level deeper. */
export const productIn = (data: WireObject): WireObject => data.objectOrNull('item') ?? data;

export function fromProductResponse(product: WireObject, country: SalesCountry): PublishedListing {
  const subStatus = product.textOrNull('subStatus');
  const status = product.text('status');
  return {
    externalItemId: product.id('item_id'),
    title: product.objectOrNull('attributes')?.text('name') ?? '',
    categoryId: product.text('primary_category'),
    status: isRefused(subStatus) && toListingStatus(status) !== 'deleted' ? 'refused' : toListingStatus(status),
    rawStatus: subStatus === null ? status : `${status},${subStatus}`,
    reasons: reasonsOf(product),
    variants: product.objects('skus').map((sku) => toPublishedVariant(sku, country)),
  };
}

/** Rejected when it was listed, or while it was on sale; locked; taken off sale by Lazada's staff. */
const refusals: ReadonlySet<string> = new Set(['reject', 'live_reject', 'lock', 'admin']);

/** What quality control rejects has the same `status` as what its seller has taken off sale. */
const isRefused = (subStatus: string | null): boolean => subStatus !== null && refusals.has(subStatus.toLowerCase());

function toPublishedVariant(sku: WireObject, country: SalesCountry): PublishedVariant {
  const currency = currencyOfCountry[country];
  const rawStatus = sku.text('Status');
  const specialPrice = sku.amount('special_price', currency);
  return {
    sellerSku: sku.text('SellerSku'),
    externalSkuId: sku.id('SkuId'),
    status: toListingStatus(rawStatus),
    rawStatus,
    price: sku.amount('price', currency),
    // 0 stands for none.
    specialPrice: specialPrice.amountMinor === '0' ? null : specialPrice,
    stock: fromStockOfSku(sku),
  };
}

/** The items of these lists are texts, or objects whose texts say what and why. */
function reasonsOf(product: WireObject): string[] {
  const reasons = ['rejectReason', 'suspendedSkus'].flatMap((name) => {
    const value = product.fields[name];
    return Array.isArray(value) ? (value as unknown[]).map(toReason) : [];
  });
  return [...new Set(reasons)].filter((reason) => reason !== '');
}

function toReason(item: unknown): string {
  if (typeof item === 'string') return item;
  if (typeof item !== 'object' || item === null) return '';
  return Object.values(item)
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .join(': ');
}

/** The variants that a listing has now; null when it is gone. */
export function presentSkuIds(listing: PublishedListing | null): string[] | null {
  if (listing === null || listing.status === 'deleted') return null;
  return listing.variants.filter(({ status }) => status !== 'deleted').map(({ externalSkuId }) => externalSkuId);
}
