import type { Sku } from '../catalog/product.js';
import { livingSkus } from '../catalog/product.js';
import { sellerOf, type ApiCall } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { parseLooseJson } from '../protocol/payload.js';
import { SuccessRefusal } from '../protocol/success-envelope.js';
import { toNumber } from '../world/site.js';
import { marketOf, type Country, type GlobalProduct } from './global-product.js';

const MAX_IDS = 50;

/** What a global product became on each site, with prices there. Local items may be named in its place. */
export function extension(call: ApiCall): JsonObject[] {
  const global = readIds(call.params.get('global_item_ids'));
  const local = global.length > 0 ? [] : readIds(call.params.get('item_ids'));
  if (global.length + local.length === 0) throw new SuccessRefusal('E0001', 'global_item_ids or item_ids is required');
  const { globalProducts } = call.world;
  const seller = sellerOf(call);
  const found = [
    ...global.map((id) => globalProducts.find(seller, id)),
    ...local.map((id) => globalProducts.findByItem(seller, id)),
  ].filter((one) => one !== undefined);
  return [...new Set(found)].map((product, index) => ({
    global_item_id: product.globalItemId,
    item_id: local[index],
    products: published(product).map(([country, skus]) => ({
      market: marketOf(country),
      item_id: skus[0]?.product.itemId,
      semi_status: product.semi.has(country) ? 1 : 0,
      abs: product.semi.get(country)?.abs,
      skus: skus.map((sku) => skuAnswer(product, country, sku)),
    })),
  }));
}

const published = (product: GlobalProduct): [Country, Sku[]][] =>
  [...product.publications].flatMap(([country, it]): [Country, Sku[]][] =>
    it.state === 'published' ? [[country, livingSkus(it.product)]] : [],
  );

function skuAnswer(product: GlobalProduct, country: Country, sku: Sku): JsonObject {
  const { site } = sku.product.seller;
  const money = (amount: number): JsonObject => ({ amount, currency: site.currency });
  const noPostage = product.semi.get(country)?.noPostage[sku.sellerSku];
  return {
    sku_id: sku.skuId,
    seller_sku: sku.sellerSku,
    no_postage_fee: noPostage === undefined ? undefined : money(Number(noPostage)),
    special_price: sku.specialPrice === 0 ? undefined : money(toNumber(sku.specialPrice, site)),
    price: money(toNumber(sku.price, site)),
  };
}

function readIds(text: string | undefined): number[] {
  if (!text) return [];
  const list = parseLooseJson(text);
  if (!Array.isArray(list) || list.length > MAX_IDS)
    throw new SuccessRefusal('E0019', `Invalid Limit: a JSON array of at most ${MAX_IDS} ids`);
  return list.map(Number);
}
