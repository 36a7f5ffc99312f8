import {
  orderKey,
  productKey,
  shopKey,
  topics,
  type ProductSnapshot,
  type ShipmentSnapshot,
  type ShopSnapshot,
} from '@pinglu/contracts';
import { newId } from '@pinglu/kernel';

// For specs: what the services publish whose events this one reads.

interface Whose {
  readonly merchantId: string;
  readonly shopId: string;
}

/** The same thing, with some of its data changed. */
export const changed = <D extends PublishedData>(event: Published<D>, data: Partial<D>): Published<D> => ({
  ...event,
  data: { ...event.data, ...data },
});

interface PublishedData {
  readonly merchantId: string;
  readonly version: number;
}

export interface Published<Data extends PublishedData = PublishedData> {
  readonly topic: string;
  readonly key: string;
  readonly type: string;
  readonly subject: string;
  readonly data: Data;
}

/** A shop in Thailand that sells across the border. */
export function shopConnected({ merchantId, shopId }: Whose): Published<ShopSnapshot> {
  const data: ShopSnapshot = {
    shopId,
    merchantId,
    marketplace: 'lazada',
    country: 'TH',
    currency: 'THB',
    externalSellerId: 'S-1',
    name: 'Pinglu Bangkok',
    crossBorder: true,
    status: 'connected',
    connectedAt: new Date().toISOString(),
    version: 1,
  };
  const key = shopKey(merchantId, shopId);
  return { topic: topics.shop.name, key, type: 'com.pinglu.shops.shop_connected.v1', subject: shopId, data };
}

/** A product with one SKU that customs has no question about. */
export function productSaved(
  { merchantId }: Whose,
  sellerSku: string,
  changes: Partial<ProductSnapshot> = {},
): Published<ProductSnapshot> {
  const data: ProductSnapshot = {
    productId: newId(),
    merchantId,
    handle: sellerSku.toLowerCase(),
    title: 'Cotton T-shirt',
    titleZh: '棉制针织T恤衫',
    description: '',
    countryOfOrigin: 'CN',
    hsCode: '610910',
    status: 'active',
    skus: [{ sellerSku, options: { Size: 'M' }, barcode: null, weightGrams: 180, prices: [], initialQuantity: null }],
    version: 1,
    ...changes,
  };
  const key = productKey(data.merchantId, data.productId);
  const type = 'com.pinglu.catalog.product_saved.v1';
  return { topic: topics.product.name, key, type, subject: data.productId, data };
}

/** A parcel with two pieces of one SKU. */
export function shipmentPacked(
  { merchantId, shopId }: Whose,
  sellerSku: string,
  changes: Partial<ShipmentSnapshot> = {},
): Published<ShipmentSnapshot> {
  const number = newId().replaceAll('-', '').slice(-12).toUpperCase();
  const data: ShipmentSnapshot = {
    shipmentId: newId(),
    merchantId,
    shopId,
    marketplace: 'lazada',
    orderId: newId(),
    orderNumber: `4${number}`,
    packageId: `FP${number}`,
    trackingNumber: `LXTH${number}`,
    carrier: 'LEX TH',
    country: 'TH',
    crossBorder: true,
    status: 'packed',
    reason: null,
    lines: [{ lineId: '1', sellerSku, quantity: 2, unitPrice: { amountMinor: '19900', currency: 'THB' } }],
    packedAt: new Date().toISOString(),
    version: 1,
    ...changes,
  };
  const key = orderKey(data.merchantId, data.shopId, data.orderNumber);
  const type = 'com.pinglu.orders.shipment_packed.v1';
  return { topic: topics.shipment.name, key, type, subject: data.shipmentId, data };
}
