import { livingSkus, type Sku } from '../catalog/product.js';
import { sellerOf, type ApiCall } from '../protocol/endpoint.js';
import { children, isNode, parseLooseJson, textOf, type Node } from '../protocol/payload.js';
import { SuccessRefusal } from '../protocol/success-envelope.js';
import { readAmount } from '../world/site.js';
import { countryOf, type Country, type GlobalProduct } from './global-product.js';

export interface SemiSku {
  readonly skuId: number;
  readonly sellerSku: string;
  /** The variant on each site that the request is about, with the price that it names, in minor units. */
  readonly local: readonly { readonly country: Country; readonly sku: Sku; readonly noPostage: number | undefined }[];
}

export interface SemiRequest {
  readonly product: GlobalProduct;
  readonly countries: readonly Country[];
  readonly abs: string | undefined;
  readonly skus: readonly SemiSku[];
}

/** Codes of this family: 10001 parameters, 10003 not found, 10004 to 10006 about prices and states. */
export function refuseSemi(code: 10001 | 10003 | 10004 | 10005 | 10006, message: string): never {
  throw new SuccessRefusal(String(code), message);
}

/** The JSON payload that upgrades, updates and recommendations share. Without countries it means all that there are. */
export function readSemiRequest(call: ApiCall): SemiRequest {
  const payload = parseLooseJson(call.params.get('payload') ?? '');
  if (!isNode(payload)) return refuseSemi(10001, 'Illegal parameters: payload must be JSON');
  const product = findProduct(call, payload);
  if (!product) return refuseSemi(10003, 'Item not found');
  const sites = [...product.publications].filter(([, it]) => it.state === 'published').map(([country]) => country);
  const named = children(payload, 'country').map((one) => countryOf(String(one)));
  const countries = named.length === 0 ? sites : named.filter((one) => one !== undefined && sites.includes(one));
  if (countries.length === 0 || countries.length < named.length)
    refuseSemi(10001, 'Illegal parameters: the product is not published in that country');
  const chosen = countries as readonly Country[];
  const nodes = children(payload, 'skus').filter(isNode);
  const skus = product.skus.map(({ skuId, sellerSku }): SemiSku => {
    const node = nodes.find((one) => textOf(one, 'seller_sku') === sellerSku);
    return { skuId, sellerSku, local: chosen.flatMap((country) => localSku({ product, country, sellerSku }, node)) };
  });
  return { product, countries: chosen, abs: textOf(payload, 'abs'), skus };
}

function findProduct(call: ApiCall, payload: Node): GlobalProduct | undefined {
  const { globalProducts } = call.world;
  const global = textOf(payload, 'global_item_id');
  if (global !== undefined) return globalProducts.find(sellerOf(call), Number(global));
  const item = textOf(payload, 'item_id');
  return item === undefined ? undefined : globalProducts.findByItem(sellerOf(call), Number(item));
}

function localSku(
  { product, country, sellerSku }: { product: GlobalProduct; country: Country; sellerSku: string },
  node: Node | undefined,
): SemiSku['local'] {
  const it = product.publications.get(country);
  const sku = it?.state === 'published' ? livingSkus(it.product).find((one) => one.sellerSku === sellerSku) : undefined;
  if (!sku) return [];
  const info = children(node, 'country_info')
    .filter(isNode)
    .find((one) => countryOf(textOf(one, 'market') ?? '') === country);
  const text = textOf(info, 'no_postage_price');
  const amount = text === undefined ? undefined : readAmount(text, sku.product.seller.site);
  if (typeof amount === 'string') return refuseSemi(10001, 'Illegal parameters: no_postage_price is no amount');
  return [{ country, sku, noPostage: amount }];
}
