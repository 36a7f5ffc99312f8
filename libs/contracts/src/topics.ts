import { isHeaderText } from './record/header-rules.js';

/** A topic: who writes it, what orders it, how long it is kept. */
export interface TopicSpec {
  name: string;
  /** The only service that publishes to it; to a dead-letter topic, every service that reads the topic it belongs to. */
  owner: string;
  /** What the record key is made of, for people. */
  key: string;
  partitions: number;
  /** True: the last record per key is kept for good, older ones of the key may go. */
  compacted: boolean;
  /** How long a record is kept, in milliseconds; null: no limit in time. */
  retentionMs: number | null;
  eventTypes: readonly string[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
const PARTITIONS = 4;

type TopicName =
  | 'merchant'
  | 'warehouse'
  | 'shop'
  | 'lazadaPush'
  | 'shopeePush'
  | 'product'
  | 'listing'
  | 'order'
  | 'shipment'
  | 'reservation'
  | 'availability'
  | 'declaration'
  | 'statement';

export const topics: Readonly<Record<TopicName, TopicSpec>> = {
  merchant: {
    name: 'merchants.merchant.v1',
    owner: 'gateway',
    key: 'merchantId',
    partitions: PARTITIONS,
    compacted: true,
    retentionMs: null,
    eventTypes: [
      'com.pinglu.merchants.merchant_registered.v1',
      'com.pinglu.merchants.merchant_renamed.v1',
      'com.pinglu.merchants.merchant_suspended.v1',
      'com.pinglu.merchants.merchant_resumed.v1',
    ],
  },
  warehouse: {
    name: 'inventory.warehouse.v1',
    owner: 'inventory',
    key: 'merchantId/warehouseId',
    partitions: PARTITIONS,
    compacted: true,
    retentionMs: null,
    eventTypes: ['com.pinglu.inventory.warehouse_opened.v1'],
  },
  shop: {
    name: 'shops.shop.v1',
    owner: 'gateway',
    key: 'merchantId/shopId',
    partitions: PARTITIONS,
    compacted: true,
    retentionMs: null,
    eventTypes: ['com.pinglu.shops.shop_connected.v1', 'com.pinglu.shops.shop_disconnected.v1'],
  },
  lazadaPush: {
    name: 'marketplace.lazada.push.v1',
    owner: 'gateway',
    key: 'merchantId/shopId/reference',
    partitions: PARTITIONS,
    compacted: false,
    retentionMs: 7 * DAY_MS,
    eventTypes: ['com.pinglu.marketplace.push_received.v1'],
  },
  shopeePush: {
    name: 'marketplace.shopee.push.v1',
    owner: 'gateway',
    key: 'merchantId/shopId/reference',
    partitions: PARTITIONS,
    compacted: false,
    retentionMs: 7 * DAY_MS,
    eventTypes: ['com.pinglu.marketplace.push_received.v1'],
  },
  product: {
    name: 'catalog.product.v1',
    owner: 'catalog-sync',
    key: 'merchantId/productId',
    partitions: PARTITIONS,
    compacted: true,
    retentionMs: null,
    eventTypes: ['com.pinglu.catalog.product_saved.v1'],
  },
  listing: {
    name: 'catalog.listing.v1',
    owner: 'catalog-sync',
    key: 'merchantId/shopId/productId',
    partitions: PARTITIONS,
    compacted: true,
    retentionMs: null,
    eventTypes: ['com.pinglu.catalog.listing_published.v1', 'com.pinglu.catalog.listing_refused.v1'],
  },
  order: {
    name: 'orders.order.v1',
    owner: 'order-ingestion',
    key: 'merchantId/shopId/orderNumber',
    partitions: PARTITIONS,
    compacted: false,
    retentionMs: 30 * DAY_MS,
    eventTypes: [
      'com.pinglu.orders.order_placed.v1',
      'com.pinglu.orders.order_changed.v1',
      'com.pinglu.orders.order_ready_to_ship.v1',
      'com.pinglu.orders.order_shipped.v1',
      'com.pinglu.orders.order_delivered.v1',
      'com.pinglu.orders.order_cancelled.v1',
    ],
  },
  shipment: {
    name: 'orders.shipment.v1',
    owner: 'order-ingestion',
    key: 'merchantId/shopId/orderNumber',
    partitions: PARTITIONS,
    compacted: false,
    retentionMs: 30 * DAY_MS,
    eventTypes: [
      'com.pinglu.orders.shipment_packed.v1',
      'com.pinglu.orders.shipment_released.v1',
      'com.pinglu.orders.shipment_held.v1',
    ],
  },
  reservation: {
    name: 'inventory.reservation.v1',
    owner: 'inventory',
    key: 'merchantId/shopId/orderNumber',
    partitions: PARTITIONS,
    compacted: false,
    retentionMs: 30 * DAY_MS,
    eventTypes: [
      'com.pinglu.inventory.order_reserved.v1',
      'com.pinglu.inventory.reservation_refused.v1',
      'com.pinglu.inventory.reservation_released.v1',
    ],
  },
  availability: {
    name: 'inventory.availability.v1',
    owner: 'inventory',
    key: 'merchantId/shopId/sellerSku',
    partitions: PARTITIONS,
    compacted: true,
    retentionMs: null,
    eventTypes: ['com.pinglu.inventory.availability_changed.v1'],
  },
  declaration: {
    name: 'customs.declaration.v1',
    owner: 'customs-declaration',
    key: 'merchantId/shopId/orderNumber',
    partitions: PARTITIONS,
    compacted: false,
    retentionMs: 30 * DAY_MS,
    eventTypes: [
      'com.pinglu.customs.declaration_sent.v1',
      'com.pinglu.customs.declaration_released.v1',
      'com.pinglu.customs.declaration_refused.v1',
    ],
  },
  statement: {
    name: 'settlement.statement.v1',
    owner: 'settlement',
    key: 'merchantId/shopId/statementNumber',
    partitions: PARTITIONS,
    compacted: false,
    retentionMs: null,
    eventTypes: ['com.pinglu.settlement.statement_opened.v1', 'com.pinglu.settlement.statement_closed.v1'],
  },
};

/** Each marketplace's pushes have a topic of their own, so that one marketplace's flood does not hold up another's. */
export const pushTopics = {
  lazada: topics.lazadaPush,
  shopee: topics.shopeePush,
} as const satisfies Record<string, TopicSpec>;

/** Record key of everything about one merchant. */
export const merchantKey = (merchantId: string): string => merchantId;

/** Record key of everything about one warehouse. */
export const warehouseKey = (merchantId: string, warehouseId: string): string => `${merchantId}/${warehouseId}`;

/** Record key of everything about one shop. */
export const shopKey = (merchantId: string, shopId: string): string => `${merchantId}/${shopId}`;

/** Record key of what is pushed about one order or item, so that the pushes about it keep their order. */
export const pushKey = (merchantId: string, shopId: string, reference: string): string =>
  `${merchantId}/${shopId}/${reference}`;

/** Record key of everything about one product. */
export const productKey = (merchantId: string, productId: string): string => `${merchantId}/${productId}`;

/** Record key of everything about one product in one shop. */
export const listingKey = (merchantId: string, shopId: string, productId: string): string =>
  `${merchantId}/${shopId}/${productId}`;

/** Record key of everything about one order, on the topics of orders, shipments, reservations and declarations alike. */
export const orderKey = (merchantId: string, shopId: string, orderNumber: string): string =>
  `${merchantId}/${shopId}/${orderNumber}`;

/** Record key of what can be sold of one variant in one shop. */
export const availabilityKey = (merchantId: string, shopId: string, sellerSku: string): string =>
  `${merchantId}/${shopId}/${sellerSku}`;

/** Record key of everything about one statement. */
export const statementKey = (merchantId: string, shopId: string, statementNumber: string): string =>
  `${merchantId}/${shopId}/${statementNumber}`;

/**
 * Record key of a dead letter: that of the original, so that the dead letters of a key stay together; its position as
 * topic/partition/offset when it had none, or one that cannot stand in an envelope.
 */
export const deadLetterKey = (original: {
  topic: string;
  partition: number;
  offset: string;
  key: string | null;
}): string =>
  original.key !== null && isHeaderText(original.key)
    ? original.key
    : `${original.topic}/${original.partition}/${original.offset}`;

/** Where records of a topic go that a consumer has given up on. */
export const deadLetterTopic = (name: string): string => `${name}.dlq`;

const deadLetterSpec = (topic: TopicSpec): TopicSpec => ({
  name: deadLetterTopic(topic.name),
  owner: topic.owner,
  key: 'as the original record; topic/partition/offset of the original when that had none that could be kept',
  partitions: topic.partitions,
  compacted: false,
  retentionMs: 30 * DAY_MS,
  eventTypes: ['com.pinglu.platform.event_dead_lettered.v1'],
});

export const allTopics: TopicSpec[] = Object.values(topics).flatMap((topic) => [topic, deadLetterSpec(topic)]);
