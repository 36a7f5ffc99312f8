import { businessError } from '../protocol/api-error.js';
import { child, children, isNode, textOf, type Node } from '../protocol/payload.js';
import { readAmount, type Site } from '../world/site.js';
import type { Problems } from './problems.js';
import type { Sku } from './product.js';

/** A variant as a payload describes it. Fields that it does not name are undefined. */
export interface SkuDraft {
  readonly skuId: number | undefined;
  readonly sellerSku: string | undefined;
  readonly status: Sku['status'] | undefined;
  readonly price: number | undefined;
  readonly specialPrice: number | undefined;
  readonly specialFrom: string | undefined;
  readonly specialTo: string | undefined;
  readonly quantity: number | undefined;
  readonly saleProps: Readonly<Record<string, string>>;
  readonly images: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

const MAX_SKUS = 50;
/** Fields whose JSON value must be a text. */
const TEXTS = ['price', 'special_price', 'quantity', 'package_weight', 'package_length', 'package_width'] as const;
/** Fields of a variant that are kept as they were written, beside those of the package. */
const KEPT = ['coming_soon', 'delay_delivery_days', 'tax_class'] as const;

/**
 * The variants of a payload. Values that cannot be read are problems; absent ones are left to the caller.
 * `saleProps` are the names of the category's sale properties, which older clients write beside the price.
 */
export function readSkus(
  product: Node,
  context: { site: Site; saleProps: readonly string[]; problems: Problems },
): SkuDraft[] {
  const nodes = children(child(product, 'Skus'), 'Sku').filter(isNode);
  if (nodes.length > MAX_SKUS) throw businessError(4171, `No more than ${MAX_SKUS} SKUs are allowed in one call`);
  return nodes.map((node) => readSku(node, context));
}

function readSku(
  node: Node,
  { site, saleProps, problems }: { site: Site; saleProps: readonly string[]; problems: Problems },
): SkuDraft {
  for (const name of TEXTS) {
    if (typeof node[name] === 'number')
      throw businessError(1001, `The payload is not valid JSON structure: ${name} must be a text`);
  }
  const sellerSku = textOf(node, 'SellerSku');
  const amount = (name: string, precisionCode: number): number | undefined => {
    const value = textOf(node, name);
    const minor = value === undefined ? undefined : readAmount(value, site);
    if (minor === 'too-precise')
      problems.add(precisionCode, name, `${name} has more digits than ${site.currency} has`, sellerSku);
    if (minor === 'no-amount') problems.add(6, name, `${name} is no amount`, sellerSku);
    return typeof minor === 'number' ? minor : undefined;
  };
  checkSellerSku(sellerSku, problems);
  const status = textOf(node, 'Status')?.toLowerCase();
  const fields = Object.keys(node).filter((name) => name.startsWith('package_') || KEPT.some((one) => one === name));
  return {
    skuId: numberOf(textOf(node, 'SkuId')),
    sellerSku,
    status: status === 'active' || status === 'inactive' || status === 'deleted' ? status : undefined,
    price: amount('price', 4104),
    specialPrice: amount('special_price', 4121),
    specialFrom: textOf(node, 'special_from_date'),
    specialTo: textOf(node, 'special_to_date'),
    quantity: readQuantity(node, sellerSku, problems),
    saleProps: readSaleProps(node, saleProps, problems),
    images: children(child(node, 'Images'), 'Image').map(String),
    fields: Object.fromEntries(fields.map((name) => [name, textOf(node, name) ?? ''])),
  };
}

function checkSellerSku(sellerSku: string | undefined, problems: Problems): void {
  if (sellerSku === undefined) return;
  if (/["*^~<>/\\|]/.test(sellerSku))
    problems.add(4150, 'SellerSku', 'SELLER_SKU_INVALID: SellerSku holds a forbidden character', sellerSku);
  if (sellerSku.length > 50)
    problems.add(4150, 'SellerSku', 'SELLER_SKU_INVALID: SellerSku is longer than 50 characters', sellerSku);
}

function readQuantity(node: Node, sellerSku: string | undefined, problems: Problems): number | undefined {
  const text = textOf(node, 'quantity');
  if (text === undefined) return undefined;
  if (!/^-?\d{1,9}$/.test(text)) {
    problems.add(6, 'quantity', 'quantity is no whole number', sellerSku);
    return undefined;
  }
  if (Number(text) < 0) problems.add(4152, 'quantity', 'The inventory must not be negative', sellerSku);
  return Number(text);
}

function readSaleProps(node: Node, names: readonly string[], problems: Problems): Record<string, string> {
  const own = child(node, 'saleProp');
  const beside = names.filter((name) => textOf(node, name) !== undefined);
  if (own && beside.length > 0) {
    const message = 'BIZ_CHECK_SALEPROP_AND_OLD_PARAM_REPEAT: sale properties stand in saleProp and not beside price';
    problems.add(4145, beside[0]!, message, textOf(node, 'SellerSku'));
  }
  const source = own ?? node;
  const listed = own ? Object.keys(own) : beside;
  return Object.fromEntries(listed.map((name) => [name, textOf(source, name) ?? '']));
}

const numberOf = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d{1,16}$/.test(value) ? Number(value) : undefined;
