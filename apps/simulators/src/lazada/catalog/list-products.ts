import { businessError } from '../protocol/api-error.js';
import { sellerOf, type ApiCall } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { parseLooseJson } from '../protocol/payload.js';
import { readInstant } from '../protocol/time.js';
import { productAnswer } from './product-answer.js';
import { livingSkus, type Product } from './product.js';

const MAX_OFFSET = 10_000;
const MAX_LIMIT = 50;
const MAX_SELLER_SKUS = 100;
/** The documentation names no default. */
const DEFAULT_LIMIT = 20;

const FILTERS: ReadonlyMap<string, (product: Product) => boolean> = new Map<string, (product: Product) => boolean>([
  ['all', (product) => product.status !== 'Deleted'],
  ['live', (product) => product.status === 'Active'],
  ['inactive', (product) => product.status === 'InActive'],
  ['deleted', (product) => product.status === 'Deleted'],
  ['pending', (product) => product.status === 'Pending QC'],
  ['rejected', (product) => product.subStatus === 'Reject' || product.subStatus === 'Live_Reject'],
  [
    'sold-out',
    (product) => product.status === 'Active' && livingSkus(product).every((sku) => sku.stock.sellable === 0),
  ],
]);

/** `/products/get`. */
export function listProducts(call: ApiCall): JsonObject {
  const { params, world } = call;
  if (world.faults.strike('products-unavailable')) throw businessError(506, 'Get product failed');
  const filter = FILTERS.get(params.get('filter') || 'all');
  if (!filter) throw businessError(36, 'Invalid status filter');
  const offset = wholeNumber(params.get('offset'), { fallback: 0, min: 0, max: MAX_OFFSET, code: 14, name: 'Offset' });
  const limit = wholeNumber(params.get('limit'), {
    fallback: DEFAULT_LIMIT,
    min: 1,
    max: MAX_LIMIT,
    code: 19,
    name: 'Limit',
  });
  const wanted = readSellerSkus(params.get('sku_seller_list'));
  const within = readWindow(params);
  const found = world.products
    .of(sellerOf(call))
    .filter(
      (one) =>
        filter(one) && within(one) && (wanted === undefined || one.skus.some((sku) => wanted.has(sku.sellerSku))),
    );
  if (found.length === 0) return { data: { total_products: 0, products: [] } };
  const stockDetail = params.get('options') === '1';
  const products = found.slice(offset, offset + limit).map((one) => productAnswer(one, { stockDetail }));
  return { data: { total_products: found.length, products } };
}

function readWindow(params: ReadonlyMap<string, string>): (product: Product) => boolean {
  const bounds = ['create_after', 'create_before', 'update_after', 'update_before'] as const;
  const [createAfter = -Infinity, createBefore = Infinity, updateAfter = -Infinity, updateBefore = Infinity] =
    bounds.map((name) => readInstant(params, name));
  return (one) =>
    one.createdMs >= createAfter &&
    one.createdMs <= createBefore &&
    one.updatedMs >= updateAfter &&
    one.updatedMs <= updateBefore;
}

function readSellerSkus(text: string | undefined): ReadonlySet<string> | undefined {
  if (!text) return undefined;
  const list = parseLooseJson(text);
  if (!Array.isArray(list) || list.length > MAX_SELLER_SKUS)
    throw businessError(70, 'You have corrupt data in your sku seller list.');
  return new Set(list.map(String));
}

function wholeNumber(
  value: string | undefined,
  rule: { fallback: number; min: number; max: number; code: number; name: string },
): number {
  if (!value) return rule.fallback;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= rule.min && number <= rule.max)) throw businessError(rule.code, `"${value}" Invalid ${rule.name}`);
  return number;
}
