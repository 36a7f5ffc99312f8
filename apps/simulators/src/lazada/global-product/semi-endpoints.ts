import { livingSkus, type Product, type Sku } from '../catalog/product.js';
import { missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { inSuccessEnvelope } from '../protocol/success-envelope.js';
import { parseLooseJson } from '../protocol/payload.js';
import { toPlainText } from '../world/site.js';
import { fromMalaysia } from './from-malaysia.js';
import { countryOf, marketOf, type Country, type GlobalProduct } from './global-product.js';
import { recommendedNoPostage } from './recommended-price.js';
import { readSemiRequest, refuseSemi } from './semi-request.js';

/** Global Plus: the platform runs a product in part, from prices without postage. */
export const semiEndpoints: readonly Endpoint[] = [
  // The path is the marketplace's own spelling.
  { path: '/product/global/semi/avaible/get', access: 'seller', handle: fromMalaysia(inSuccessEnvelope(available)) },
  {
    path: '/product/global/semi/recommend/price/get',
    access: 'seller',
    handle: fromMalaysia(inSuccessEnvelope(recommend)),
  },
  { path: '/product/global/semi/upgrade', access: 'seller', handle: fromMalaysia(inSuccessEnvelope(upgrade)) },
  { path: '/product/global/semi/update', access: 'seller', handle: fromMalaysia(inSuccessEnvelope(update)) },
];

/** Products on a site that could still be upgraded. */
function available(call: ApiCall): JsonObject {
  const { params, world } = call;
  for (const name of ['type', 'pageNo', 'pageSize', 'currentIndex'])
    if (!params.get(name)) throw missingParameter(name);
  const country = params.get('country') ? countryOf(params.get('country') ?? '') : undefined;
  const listed = params.get('itemIds') ? parseLooseJson(params.get('itemIds') ?? '') : undefined;
  const ids = Array.isArray(listed) ? listed.map(Number) : undefined;
  const size = Math.min(50, Math.max(1, Number(params.get('pageSize')) || 10));
  const page = Math.max(0, Number(params.get('pageNo')) || 0);
  const found = world.globalProducts.of(sellerOf(call)).flatMap((product) => {
    const sites = published(product).filter(
      ([one]) => !product.semi.has(one) && (country === undefined || one === country),
    );
    const named =
      ids === undefined || ids.includes(product.globalItemId) || sites.some(([, one]) => ids.includes(one.itemId));
    return sites.length > 0 && named ? [{ product, sites }] : [];
  });
  return {
    total_products: found.length,
    page_size: size,
    type: params.get('type'),
    current_index: Number(params.get('currentIndex')) || 0,
    current_page: String(page),
    products: found.slice(page * size, (page + 1) * size).map(({ product, sites }) => ({
      global_item_id: product.globalItemId,
      item_id: sites[0]![1].itemId,
      skus: product.skus.map((sku) => ({
        item_id: product.globalItemId,
        sku_id: sku.skuId,
        seller_sku: sku.sellerSku,
        ...parcelOf(product),
        country_info: sites.flatMap(([one, local]) => countryInfo(one, local, sku.sellerSku)),
      })),
    })),
  };
}

const published = (product: GlobalProduct): [Country, Product][] =>
  [...product.publications].flatMap(([country, it]): [Country, Product][] =>
    it.state === 'published' ? [[country, it.product]] : [],
  );

const parcelOf = ({ attributes }: GlobalProduct): JsonObject =>
  Object.fromEntries(
    ['package_height', 'package_weight', 'package_length', 'package_width'].map((name) => [name, attributes[name]]),
  );

function countryInfo(country: Country, product: Product, sellerSku: string): JsonObject[] {
  const { site } = product.seller;
  return livingSkus(product)
    .filter((sku) => sku.sellerSku === sellerSku)
    .map((sku) => ({
      market: marketOf(country),
      item_id: product.itemId,
      sku_id: sku.skuId,
      quantity: sku.stock.sellable,
      price: toPlainText(sku.price, site),
      special_price: sku.specialPrice === 0 ? '' : toPlainText(sku.specialPrice, site),
      currency: site.currency,
    }));
}

function recommend(call: ApiCall): JsonObject {
  const { product, skus } = readSemiRequest(call);
  return {
    global_item_id: product.globalItemId,
    item_id: published(product)[0]?.[1].itemId ?? 0,
    skus: skus.map((one) => ({
      sku_id: one.skuId,
      seller_sku: one.sellerSku,
      country_price: one.local.map(({ country, sku }) => ({
        market: marketOf(country),
        no_postage_price: toPlainText(recommendedNoPostage(sku), sku.product.seller.site),
        currency: sku.product.seller.site.currency,
      })),
    })),
  };
}

function upgrade(call: ApiCall): JsonObject {
  const request = readSemiRequest(call);
  if (request.countries.some((country) => request.product.semi.has(country)))
    refuseSemi(10005, 'the product has been upgraded already');
  return apply(call, request);
}

function update(call: ApiCall): JsonObject {
  const request = readSemiRequest(call);
  if (request.countries.some((country) => !request.product.semi.has(country)))
    refuseSemi(10001, 'Illegal parameters: the product is not upgraded there');
  return apply(call, request);
}

/** Prices without postage stay below what buyers pay; otherwise the platform could not pay the postage from it. */
function apply(call: ApiCall, { product, countries, skus, abs }: ReturnType<typeof readSemiRequest>): JsonObject {
  const prices = new Map<Country, Record<string, string>>();
  for (const { country, sku, noPostage } of skus.flatMap((one) => one.local)) {
    checkCeiling(sku, noPostage);
    prices.set(country, {
      ...prices.get(country),
      [sku.sellerSku]: toPlainText(noPostage ?? recommendedNoPostage(sku), sku.product.seller.site),
    });
  }
  for (const country of countries) {
    const before = product.semi.get(country);
    product.semi.set(country, {
      abs: abs ?? before?.abs ?? '1',
      noPostage: { ...before?.noPostage, ...prices.get(country) },
    });
  }
  for (const [country, local] of published(product)) {
    if (!countries.includes(country)) continue;
    local.semiManaged = true;
    local.updatedMs = call.world.nowMs();
    call.world.pushes.productChanged(local, 'EDITED_UPDATED');
  }
  return { product_id: product.globalItemId };
}

function checkCeiling(sku: Sku, noPostage: number | undefined): void {
  if (noPostage === undefined) return;
  if (noPostage >= sku.price) refuseSemi(10004, 'price need to be lower than the original price');
  if (noPostage > recommendedNoPostage(sku)) refuseSemi(10006, 'the price without postage is above its ceiling');
}
