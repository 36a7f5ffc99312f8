import type { Json, JsonObject } from '../protocol/json.js';
import { totalOf } from '../stock/stock.js';
import { toNumber } from '../world/site.js';
import type { Product, Sku } from './product.js';

/** A product as `/products/get` and `/product/item/get` show it. */
export function productAnswer(product: Product, options: { stockDetail: boolean }): JsonObject {
  return {
    item_id: product.itemId,
    primary_category: product.categoryId,
    status: product.status,
    subStatus: null,
    created_time: String(product.createdMs),
    updated_time: String(product.updatedMs),
    images: product.images,
    marketImages: [],
    trialProduct: false,
    rejectReason: [],
    suspendedSkus: [],
    hiddenStatus: '',
    hiddenReason: '',
    variation: variations(product),
    attributes: { ...product.attributes, source: 'api' },
    skus: product.skus.filter((sku) => sku.status !== 'deleted').map((sku) => skuAnswer(sku, options.stockDetail)),
  };
}

/** Requests say `variation1`, answers `Variation1`. */
const variations = (product: Product): JsonObject =>
  Object.fromEntries(
    product.variations.map((one, index): [string, Json] => [
      `Variation${index + 1}`,
      { name: one.name, label: one.name, hasImage: one.hasImage, customize: one.customize, options: one.options },
    ]),
  );

function skuAnswer(sku: Sku, stockDetail: boolean): JsonObject {
  const { site } = sku.product.seller;
  const { sellable, withhold, occupy, campaignLock } = sku.stock;
  const total = totalOf(sku.stock);
  return {
    SkuId: sku.skuId,
    SellerSku: sku.sellerSku,
    ShopSku: sku.shopSku,
    Status: sku.status,
    Url: `https://www.${site.domain}/-i${sku.product.itemId}-s${sku.skuId}.html`,
    Images: sku.images,
    price: toNumber(sku.price, site),
    special_price: toNumber(sku.specialPrice, site),
    ...(sku.specialPrice === 0 ? {} : specialDates(sku)),
    quantity: total,
    Available: sellable,
    saleProp: sku.saleProps,
    ...sku.fields,
    multiWarehouseInventories: [
      {
        warehouseCode: 'dropshipping',
        quantity: total,
        sellableQuantity: sellable,
        totalQuantity: total,
        occupyQuantity: occupy,
        withholdQuantity: withhold,
      },
    ],
    fblWarehouseInventories: [],
    channelInventories: campaignLock === 0 ? [] : [{ channelName: 'Campaign', sellableQuantity: campaignLock }],
    ...(stockDetail
      ? {
          sellableStock: sellable,
          occupiedStock: occupy,
          dropshippingStock: total,
          fulfilmentStock: 0,
          preorderStock: 0,
          withholdingStock: withhold,
        }
      : {}),
  };
}

const specialDates = (sku: Sku): JsonObject => ({
  special_from_date: sku.specialFrom.slice(0, 10),
  special_to_date: sku.specialTo.slice(0, 10),
  special_from_time: sku.specialFrom.slice(0, 16),
  special_to_time: sku.specialTo.slice(0, 16),
  special_time_format: 'yyyy-MM-dd HH:mm',
});
