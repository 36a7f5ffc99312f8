import type { Json, JsonObject } from '../protocol/json.js';
import { DEFAULT_WAREHOUSE, totalOf } from '../stock/stock.js';
import { toLocalTime, toNumber } from '../world/site.js';
import { livingSkus, type Product, type Sku } from './product.js';

/** A product as `/products/get` and `/product/item/get` show it. */
export function productAnswer(product: Product, options: { stockDetail: boolean }): JsonObject {
  const shown = product.status === 'Deleted' ? product.skus : livingSkus(product);
  return {
    item_id: product.itemId,
    primary_category: product.categoryId,
    status: product.status,
    subStatus: product.subStatus,
    created_time: String(product.createdMs),
    updated_time: String(product.updatedMs),
    images: product.images,
    marketImages: [],
    trialProduct: false,
    rejectReason: product.rejectReason === '' ? [] : [{ suggestion: '', violationDetail: product.rejectReason }],
    suspendedSkus: product.status === 'Suspended' ? shown.map((sku) => suspended(sku)) : [],
    hiddenStatus: '',
    hiddenReason: '',
    variation: variations(product),
    attributes: { ...product.attributes, source: 'api' },
    skus: shown.map((sku) => skuAnswer(sku, options.stockDetail)),
  };
}

const suspended = (sku: Sku): JsonObject => ({
  SkuId: sku.skuId,
  SellerSku: sku.sellerSku,
  rejectReason: sku.product.rejectReason,
});

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
  const { sellable } = sku.stock;
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
    multiWarehouseInventories: warehouses(sku),
    fblWarehouseInventories: [],
    channelInventories: channels(sku),
    ...(stockDetail ? details(sku) : {}),
  };
}

/** What a campaign has locked, with its days in the time of the site. */
function channels({ product, stock, campaign }: Sku): JsonObject[] {
  if (stock.campaignLock === 0 || !campaign) return [];
  const time = (ms: number): string => toLocalTime(ms, product.seller.site).slice(0, 19);
  const { startMs, endMs } = campaign;
  return [
    {
      channelName: 'Campaign',
      startTime: time(startMs),
      endTime: time(endMs),
      sellableQuantity: stock.campaignLock,
    },
  ];
}

/** Warehouses without a unit are left out, except the one that every shop has. */
const warehouses = (sku: Sku): JsonObject[] =>
  sku.stock.warehouses
    .filter((one) => one.code === DEFAULT_WAREHOUSE || totalOf(one) > 0)
    .map((one) => ({
      warehouseCode: one.code,
      quantity: totalOf(one),
      sellableQuantity: one.sellable,
      totalQuantity: totalOf(one),
      occupyQuantity: one.occupy,
      withholdQuantity: one.withhold,
    }));

const details = (sku: Sku): JsonObject => ({
  sellableStock: sku.stock.sellable,
  occupiedStock: sku.stock.occupy,
  dropshippingStock: totalOf(sku.stock),
  fulfilmentStock: 0,
  preorderStock: sku.preOrders.reduce((sum, one) => sum + one.quantity, 0),
  withholdingStock: sku.stock.withhold,
});

/** A price that holds for ever has no dates. */
const specialDates = ({ specialFrom, specialTo }: Sku): JsonObject => ({
  ...(specialFrom !== '' && {
    special_from_date: specialFrom.slice(0, 10),
    special_from_time: specialFrom.slice(0, 16),
  }),
  ...(specialTo !== '' && { special_to_date: specialTo.slice(0, 10), special_to_time: specialTo.slice(0, 16) }),
  special_time_format: 'yyyy-MM-dd HH:mm',
});
