import { toDecimal } from '@pinglu/kernel';
import type {
  FirstMileBinding,
  FirstMileChannel,
  FirstMileParcel,
  FirstMileShipment,
  GlobalListing,
  GlobalListingDraft,
  GlobalPriceWrite,
  GlobalStockWrite,
  PublishOutcome,
  PublishTarget,
} from '../port/cross-border.types.js';
import { currencyOfCountry, type SalesCountry } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { instantOf } from './amounts.js';
import { ExactInteger } from './client.js';
import { toAttributeList, toBrand, toWeight, type AttributeValues } from './listing.js';
import { toPlainText } from './plain-text.js';

const exact = (id: string): ExactInteger => new ExactInteger(id);

export interface GlobalContext {
  readonly attributeValues: AttributeValues;
  /** Null when the category has no such brand. */
  readonly brandId: string | null;
}

export const toGlobalItemRequest = (
  draft: GlobalListingDraft,
  { attributeValues, brandId }: GlobalContext,
): Record<string, unknown> => ({
  category_id: Number(draft.categoryId),
  global_item_name: draft.title,
  description: toPlainText(draft.description),
  global_item_sku: draft.sellerSku,
  original_price: Number(toDecimal(draft.price)),
  weight: toWeight(draft.packageWeightGrams),
  pre_order: { days_to_ship: draft.daysToShip },
  seller_stock: [{ stock: draft.quantity }],
  image: { image_id_list: draft.images },
  brand: toBrand(brandId, draft.attributes['brand']),
  attribute_list: toAttributeList(draft.attributes, attributeValues),
});

export const toGlobalListRequest = (cursor: string | null | undefined): Record<string, unknown> => ({
  offset: cursor ?? '',
  page_size: 50,
});

export const fromGlobalListResponse = (data: WireObject): { items: GlobalListing[]; nextCursor: string | null } => ({
  items: data.objects('global_item_list').map((row) => ({
    globalItemId: row.id('global_item_id'),
    updatedAt: instantOf(row, 'update_time') ?? new Date(0),
  })),
  nextCursor: data.flag('has_next_page') ? data.textOrNull('offset') : null,
});

export const toGlobalStockRequest = ({
  globalItemId,
  globalModelId,
  quantity,
}: GlobalStockWrite): Record<string, unknown> => ({
  global_item_id: exact(globalItemId),
  stock_list: [
    {
      ...(globalModelId !== undefined && { global_model_id: exact(globalModelId) }),
      seller_stock: [{ stock: quantity }],
    },
  ],
});

export const toGlobalPriceRequest = ({
  globalItemId,
  globalModelId,
  price,
}: GlobalPriceWrite): Record<string, unknown> => ({
  global_item_id: exact(globalItemId),
  price_list: [
    {
      ...(globalModelId !== undefined && { global_model_id: exact(globalModelId) }),
      original_price: Number(toDecimal(price)),
    },
  ],
});

const salesCountry = (region: string): SalesCountry | null => {
  const code = region.toUpperCase();
  return Object.hasOwn(currencyOfCountry, code) ? (code as SalesCountry) : null;
};

/** Shops in countries that we do not sell in are left out. */
export const fromPublishableShopsResponse = (data: WireObject): PublishTarget[] =>
  data.objects('publishable_shop').flatMap((row) => {
    const country = salesCountry(row.text('shop_region'));
    return country === null ? [] : [{ externalShopId: row.id('shop_id'), country }];
  });

export const toPublishRequest = (
  globalItemId: string,
  { externalShopId, country }: PublishTarget,
): Record<string, unknown> => ({
  global_item_id: exact(globalItemId),
  shop_id: Number(externalShopId),
  shop_region: country,
  item: { item_status: 'NORMAL' },
});

/** The words for success and failure are not documented exactly; whatever is neither is still running. */
export function fromPublishTaskResponse(data: WireObject): PublishOutcome {
  const status = data.text('publish_status').toLowerCase();
  if (status.includes('success')) {
    const success = data.object('success');
    return { state: 'published', externalShopId: success.id('shop_id'), externalItemId: success.id('item_id') };
  }
  if (status.includes('fail')) {
    return { state: 'failed', reason: data.objectOrNull('failed')?.text('failed_reason') ?? '' };
  }
  return { state: 'running' };
}

const methods: Readonly<Record<string, FirstMileChannel['method']>> = {
  pickup: 'pickup',
  dropoff: 'dropoff',
  self_deliver: 'self_deliver',
};

export const fromFirstMileChannelsResponse = (data: WireObject): FirstMileChannel[] =>
  data.objects('logistics_channel_list').map((row) => {
    const method = row.text('shipment_method').toLowerCase();
    return {
      channelId: row.id('logistics_channel_id'),
      name: row.text('logistics_channel_name'),
      method: (Object.hasOwn(methods, method) ? methods[method] : undefined) ?? 'unrecognized',
    };
  });

export const toUnboundRequest = (cursor: string | null | undefined): Record<string, unknown> => ({
  cursor: cursor ?? '',
  page_size: 100,
  response_optional_fields: 'logistics_status,package_number',
});

export const fromUnboundResponse = (data: WireObject): { items: FirstMileParcel[]; nextCursor: string | null } => ({
  items: data.objects('order_list').map((row) => ({
    orderNumber: row.id('order_sn'),
    packageId: row.textOrNull('package_number'),
  })),
  nextCursor: nextCursorIn(data),
});

export const toShipmentRequest = (firstMileNumber: string, cursor: string): Record<string, unknown> => ({
  first_mile_tracking_number: firstMileNumber,
  cursor,
  page_size: 100,
});

export const nextCursorIn = (data: WireObject): string | null =>
  data.flag('more') ? data.textOrNull('next_cursor') : null;

/** At most 50 parcels in one call. */
export const parcelsPerBinding = 50;

export const toBindRequest = (
  binding: FirstMileBinding,
  parcels: FirstMileBinding['parcels'],
): Record<string, unknown> => ({
  first_mile_tracking_number: binding.firstMileNumber,
  shipment_method: binding.method,
  region: binding.region,
  logistics_channel_id: Number(binding.channelId),
  ...(binding.warehouseId !== undefined && { warehouse_id: binding.warehouseId }),
  order_list: parcels.map(({ orderNumber, packageId }) => ({
    order_sn: orderNumber,
    ...(packageId !== undefined && { package_number: packageId }),
  })),
});

export const toUnbindRequest = (
  firstMileNumber: string,
  parcels: readonly FirstMileParcel[],
): Record<string, unknown> => ({
  first_mile_tracking_number: firstMileNumber,
  order_list: parcels.map(({ orderNumber, packageId }) => ({
    order_sn: orderNumber,
    ...(packageId !== null && { package_number: packageId }),
  })),
});

const shipmentStates: Readonly<Record<string, FirstMileShipment['status']>> = {
  NOT_AVAILABLE: 'created',
  ORDER_CREATED: 'created',
  ORDER_RECEIVED: 'received',
  PICKED_UP: 'picked_up',
  DELIVERED: 'delivered',
  CANCELING: 'cancelled',
  CANCELED: 'cancelled',
};

export function fromFirstMileDetailResponse(data: WireObject): FirstMileShipment {
  const rawStatus = data.text('status');
  return {
    firstMileNumber: data.id('first_mile_tracking_number'),
    status: (Object.hasOwn(shipmentStates, rawStatus) ? shipmentStates[rawStatus] : undefined) ?? 'unrecognized',
    rawStatus,
    parcels: data.objects('order_list').map((row) => ({
      orderNumber: row.id('order_sn'),
      packageId: row.textOrNull('package_number'),
      trackingNumber: row.textOrNull('sls_tracking_number'),
      arrived: row.flag('arrived_transit_warehouse'),
    })),
  };
}
