import type { Product } from '../catalog/product.js';
import { createProduct } from '../catalog/save-product.js';
import { ApiError } from '../protocol/api-error.js';
import type { Node } from '../protocol/payload.js';
import { siblingsOf, type Seller } from '../seller/seller.js';
import { toPlainText, type Site } from '../world/site.js';
import type { World } from '../world/world.js';
import type { Country, GlobalProduct, Publication } from './global-product.js';
import { recommendedNoPostage } from './recommended-price.js';
import { pricesOn } from './site-prices.js';

/** Publishes on each site that the product is meant for, some minutes later on the movable clock. */
export function publishLater(world: World, product: GlobalProduct, countries: readonly Country[]): void {
  for (const country of countries) product.publications.set(country, { state: 'publishing' });
  world.timers.at(world.nowMs() + world.publishDelayMs, () => {
    if (product.state === 'deleted') return;
    for (const country of countries) product.publications.set(country, publish(world, product, country));
  });
}

function publish(world: World, product: GlobalProduct, country: Country): Publication {
  const seller = siblingsOf(product.seller).find((one) => one.site.country === country);
  // The account has no shop there.
  if (!seller) return { state: 'failed', reason: 'NO_TARGET_USER_BIND: Do not have access to target market' };
  try {
    const local = createProduct(world, seller, localPayload(product, seller));
    if (product.upgrades.includes(country)) upgrade(product, local);
    if (product.state === 'inactive') for (const sku of local.skus) sku.status = 'inactive';
    return { state: 'published', product: local };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const said = error.detail?.[0]?.['message'];
    return { state: 'failed', reason: typeof said === 'string' ? said : error.message };
  }
}

/** Without a price of its own a variant gets the one that the platform recommends. */
function upgrade(product: GlobalProduct, local: Product): void {
  const { site } = local.seller;
  const prices = local.skus.map((sku) => {
    const written = product.skus.find((one) => one.sellerSku === sku.sellerSku);
    const noFee = written && pricesOn(written, site).noFee;
    return [sku.sellerSku, noFee ?? toPlainText(recommendedNoPostage(sku), site)] as const;
  });
  product.semi.set(site.country, { abs: '1', noPostage: Object.fromEntries(prices) });
  local.semiManaged = true;
}

const PARCEL = ['package_weight', 'package_length', 'package_width', 'package_height', 'package_content'] as const;

/** The product as its seller would have written it for one site. */
export function localPayload(product: GlobalProduct, seller: Seller): Node {
  const parcel = Object.fromEntries(
    PARCEL.flatMap((name) => (product.attributes[name] === undefined ? [] : [[name, product.attributes[name]]])),
  );
  const attributes = Object.fromEntries(
    Object.entries(product.attributes).filter(([name]) => !PARCEL.some((one) => one === name)),
  );
  return {
    PrimaryCategory: product.categoryId,
    Images: { Image: product.images },
    Attributes: attributes,
    Skus: { Sku: product.skus.map((sku) => ({ ...skuPayload(sku, seller.site), ...parcel })) },
  };
}

const skuPayload = (sku: GlobalProduct['skus'][number], site: Site): Node => {
  const { retail, sales } = pricesOn(sku, site);
  return {
    SellerSku: sku.sellerSku,
    quantity: sku.quantity,
    price: retail,
    ...(sales !== '' && { special_price: sales }),
    ...sku.saleProps,
    Images: { Image: sku.images },
  };
};
