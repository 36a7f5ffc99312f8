import type { Sku } from '../catalog/product.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { Json, JsonObject } from '../protocol/json.js';
import { inSuccessEnvelope } from '../protocol/success-envelope.js';
import { PromotionParams, refuseBusiness } from './promotion-params.js';
import { PROMOTION_STATUSES, statusOf, type Promotion, type PromotionKind, type PromotionTerms } from './promotion.js';

/** In what one kind of promotion differs from the others. */
export interface Family {
  readonly kind: PromotionKind;
  /** Of refused parameters. */
  readonly paramCode: 22 | 24;
  readonly pageNames: { readonly page: string; readonly size: string };
  /** A look at parameters that every call of the family has. */
  readonly checkCall?: (params: PromotionParams) => void;
  /** `before` is what an update replaces. */
  readonly readTerms: (call: ApiCall, params: PromotionParams, before: PromotionTerms | undefined) => PromotionTerms;
  /** What the lists of variants look like. */
  readonly productRows: (skus: readonly Sku[]) => readonly Json[];
}

type Operation =
  'create' | 'update' | 'activate' | 'deactivate' | 'get' | 'list' | 'addSkus' | 'removeSkus' | 'listSkus';

/** The calls of one kind of promotion, at the paths that the kind gives them. */
export function familyEndpoints(family: Family, paths: Readonly<Record<Operation, string>>): Endpoint[] {
  const endpoint = (operation: Operation, handle: (call: ApiCall, params: PromotionParams) => Json | undefined) => ({
    path: paths[operation],
    access: 'seller' as const,
    handle: inSuccessEnvelope((call) => {
      const params = new PromotionParams(call.params, family.paramCode);
      family.checkCall?.(params);
      return handle(call, params);
    }),
  });
  const find = (call: ApiCall, params: PromotionParams): Promotion => {
    const found = call.world.promotions.find(family.kind, sellerOf(call), params.wholeNumber('id', 1));
    return found ?? refuseBusiness('the promotion does not exist');
  };
  return [
    endpoint('create', (call, params) => {
      const terms = family.readTerms(call, params, undefined);
      return call.world.promotions.add(family.kind, sellerOf(call), terms).id;
    }),
    endpoint('update', (call, params) => {
      const promotion = find(call, params);
      if (statusOf(promotion, call.world.nowMs()) === 'FINISH') refuseBusiness('the promotion has ended');
      promotion.terms = family.readTerms(call, params, promotion.terms);
      if (promotion.terms.wholeShop) promotion.skus.clear();
      return promotion.id;
    }),
    endpoint('activate', (call, params) => suspend(find(call, params), false, call.world.nowMs())),
    endpoint('deactivate', (call, params) => suspend(find(call, params), true, call.world.nowMs())),
    endpoint('get', (call, params) => answer(find(call, params), call.world.nowMs())),
    endpoint('list', (call, params) => list(family, call, params)),
    endpoint('addSkus', (call, params) => addSkus(find(call, params), call, params.list('sku_ids'))),
    endpoint('removeSkus', (call, params) => removeSkus(find(call, params), params.list('sku_ids'))),
    endpoint('listSkus', (call, params) => page(family, params, family.productRows([...find(call, params).skus]))),
  ];
}

function suspend(promotion: Promotion, wanted: boolean, nowMs: number): undefined {
  if (statusOf(promotion, nowMs) === 'FINISH') refuseBusiness('the promotion has ended');
  if (promotion.suspended === wanted) refuseBusiness(`${wanted ? 'deactivate' : 'activate'} failed: it is so already`);
  promotion.suspended = wanted;
  return undefined;
}

const answer = (promotion: Promotion, nowMs: number): JsonObject => ({
  ...promotion.terms.shown,
  id: promotion.id,
  status: statusOf(promotion, nowMs),
});

function list(family: Family, call: ApiCall, params: PromotionParams): JsonObject {
  const nowMs = call.world.nowMs();
  const name = params.optional('name');
  const status = params.optional('status') === undefined ? undefined : params.oneOf('status', PROMOTION_STATUSES);
  const found = call.world.promotions
    .of(family.kind, sellerOf(call))
    .filter((one) => name === undefined || one.terms.name.includes(name))
    .filter((one) => status === undefined || statusOf(one, nowMs) === status);
  return page(
    family,
    params,
    found.map((one) => answer(one, nowMs)),
  );
}

function page({ pageNames }: Family, params: PromotionParams, rows: readonly Json[]): JsonObject {
  const current = params.optionalWholeNumber(pageNames.page, 1);
  const size = Math.min(100, params.optionalWholeNumber(pageNames.size, 10));
  return { total: rows.length, current, page_size: size, data_list: rows.slice((current - 1) * size, current * size) };
}

/** Answers the variants that could not be added, each with the reason. */
function addSkus(promotion: Promotion, call: ApiCall, ids: readonly unknown[]): JsonObject {
  if (promotion.terms.wholeShop) refuseBusiness('the promotion is for the entire shop');
  if (ids.length === 0) refuseBusiness('sku_ids is empty');
  const failed: Record<string, string> = {};
  for (const id of ids) {
    const sku = call.world.products.sku(promotion.seller, Number(id));
    if (!sku || sku.status === 'deleted') failed[String(id)] = 'sku does not exist';
    else if (promotion.skus.has(sku)) failed[String(id)] = 'sku is in the promotion already';
    else promotion.skus.add(sku);
  }
  return failed;
}

function removeSkus(promotion: Promotion, ids: readonly unknown[]): undefined {
  const wanted = new Set(ids.map(Number));
  const found = [...promotion.skus].filter((sku) => wanted.has(sku.skuId));
  if (found.length === 0) refuseBusiness('remove sku failed: none of them is in the promotion');
  for (const sku of found) promotion.skus.delete(sku);
  return undefined;
}

/** Variants under their products, as vouchers and free shipping list them. */
export function rowsByProduct(skus: readonly Sku[]): JsonObject[] {
  const products = new Set(skus.map((sku) => sku.product));
  return [...products].map((product) => ({
    product_id: product.itemId,
    sku_ids: skus.filter((sku) => sku.product === product).map((sku) => sku.skuId),
  }));
}
