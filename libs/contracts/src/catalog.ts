import listingPublishedSample from './catalog/listing-published.v1.sample.json' with { type: 'json' };
import listingPublished from './catalog/listing-published.v1.schema.json' with { type: 'json' };
import listingRefusedSample from './catalog/listing-refused.v1.sample.json' with { type: 'json' };
import listingRefused from './catalog/listing-refused.v1.schema.json' with { type: 'json' };
import listingSnapshot from './catalog/listing-snapshot.v1.schema.json' with { type: 'json' };
import productSavedSample from './catalog/product-saved.v1.sample.json' with { type: 'json' };
import productSaved from './catalog/product-saved.v1.schema.json' with { type: 'json' };
import productSnapshot from './catalog/product-snapshot.v1.schema.json' with { type: 'json' };
import declarationRefusedSample from './customs/declaration-refused.v1.sample.json' with { type: 'json' };
import declarationRefused from './customs/declaration-refused.v1.schema.json' with { type: 'json' };
import declarationReleasedSample from './customs/declaration-released.v1.sample.json' with { type: 'json' };
import declarationReleased from './customs/declaration-released.v1.schema.json' with { type: 'json' };
import declarationSentSample from './customs/declaration-sent.v1.sample.json' with { type: 'json' };
import declarationSent from './customs/declaration-sent.v1.schema.json' with { type: 'json' };
import declarationSnapshot from './customs/declaration-snapshot.v1.schema.json' with { type: 'json' };
import availabilityChangedSample from './inventory/availability-changed.v1.sample.json' with { type: 'json' };
import availabilityChanged from './inventory/availability-changed.v1.schema.json' with { type: 'json' };
import availabilitySnapshot from './inventory/availability-snapshot.v1.schema.json' with { type: 'json' };
import orderReservedSample from './inventory/order-reserved.v1.sample.json' with { type: 'json' };
import orderReserved from './inventory/order-reserved.v1.schema.json' with { type: 'json' };
import reservationRefusedSample from './inventory/reservation-refused.v1.sample.json' with { type: 'json' };
import reservationRefused from './inventory/reservation-refused.v1.schema.json' with { type: 'json' };
import reservationReleasedSample from './inventory/reservation-released.v1.sample.json' with { type: 'json' };
import reservationReleased from './inventory/reservation-released.v1.schema.json' with { type: 'json' };
import reservationSnapshot from './inventory/reservation-snapshot.v1.schema.json' with { type: 'json' };
import warehouseOpenedSample from './inventory/warehouse-opened.v1.sample.json' with { type: 'json' };
import warehouseOpened from './inventory/warehouse-opened.v1.schema.json' with { type: 'json' };
import warehouseSnapshot from './inventory/warehouse-snapshot.v1.schema.json' with { type: 'json' };
import pushReceivedSample from './marketplace/push-received.v1.sample.json' with { type: 'json' };
import pushReceived from './marketplace/push-received.v1.schema.json' with { type: 'json' };
import pushSnapshot from './marketplace/push-snapshot.v1.schema.json' with { type: 'json' };
import merchantRegisteredSample from './merchants/merchant-registered.v1.sample.json' with { type: 'json' };
import merchantRegistered from './merchants/merchant-registered.v1.schema.json' with { type: 'json' };
import merchantRenamedSample from './merchants/merchant-renamed.v1.sample.json' with { type: 'json' };
import merchantRenamed from './merchants/merchant-renamed.v1.schema.json' with { type: 'json' };
import merchantResumedSample from './merchants/merchant-resumed.v1.sample.json' with { type: 'json' };
import merchantResumed from './merchants/merchant-resumed.v1.schema.json' with { type: 'json' };
import merchantSnapshot from './merchants/merchant-snapshot.v1.schema.json' with { type: 'json' };
import merchantSuspendedSample from './merchants/merchant-suspended.v1.sample.json' with { type: 'json' };
import merchantSuspended from './merchants/merchant-suspended.v1.schema.json' with { type: 'json' };
import moneySchema from './money/money.v1.schema.json' with { type: 'json' };
import orderCancelledSample from './orders/order-cancelled.v1.sample.json' with { type: 'json' };
import orderCancelled from './orders/order-cancelled.v1.schema.json' with { type: 'json' };
import orderChangedSample from './orders/order-changed.v1.sample.json' with { type: 'json' };
import orderChanged from './orders/order-changed.v1.schema.json' with { type: 'json' };
import orderDeliveredSample from './orders/order-delivered.v1.sample.json' with { type: 'json' };
import orderDelivered from './orders/order-delivered.v1.schema.json' with { type: 'json' };
import orderPlacedSample from './orders/order-placed.v1.sample.json' with { type: 'json' };
import orderPlaced from './orders/order-placed.v1.schema.json' with { type: 'json' };
import orderReadyToShipSample from './orders/order-ready-to-ship.v1.sample.json' with { type: 'json' };
import orderReadyToShip from './orders/order-ready-to-ship.v1.schema.json' with { type: 'json' };
import orderShippedSample from './orders/order-shipped.v1.sample.json' with { type: 'json' };
import orderShipped from './orders/order-shipped.v1.schema.json' with { type: 'json' };
import orderSnapshot from './orders/order-snapshot.v1.schema.json' with { type: 'json' };
import shipmentHeldSample from './orders/shipment-held.v1.sample.json' with { type: 'json' };
import shipmentHeld from './orders/shipment-held.v1.schema.json' with { type: 'json' };
import shipmentPackedSample from './orders/shipment-packed.v1.sample.json' with { type: 'json' };
import shipmentPacked from './orders/shipment-packed.v1.schema.json' with { type: 'json' };
import shipmentReleasedSample from './orders/shipment-released.v1.sample.json' with { type: 'json' };
import shipmentReleased from './orders/shipment-released.v1.schema.json' with { type: 'json' };
import shipmentSnapshot from './orders/shipment-snapshot.v1.schema.json' with { type: 'json' };
import eventDeadLetteredSample from './platform/event-dead-lettered.v1.sample.json' with { type: 'json' };
import eventDeadLettered from './platform/event-dead-lettered.v1.schema.json' with { type: 'json' };
import statementClosedSample from './settlement/statement-closed.v1.sample.json' with { type: 'json' };
import statementClosed from './settlement/statement-closed.v1.schema.json' with { type: 'json' };
import statementOpenedSample from './settlement/statement-opened.v1.sample.json' with { type: 'json' };
import statementOpened from './settlement/statement-opened.v1.schema.json' with { type: 'json' };
import statementSnapshot from './settlement/statement-snapshot.v1.schema.json' with { type: 'json' };
import shopConnectedSample from './shops/shop-connected.v1.sample.json' with { type: 'json' };
import shopConnected from './shops/shop-connected.v1.schema.json' with { type: 'json' };
import shopDisconnectedSample from './shops/shop-disconnected.v1.sample.json' with { type: 'json' };
import shopDisconnected from './shops/shop-disconnected.v1.schema.json' with { type: 'json' };
import shopSnapshot from './shops/shop-snapshot.v1.schema.json' with { type: 'json' };
import type { EventRecord } from './record/event-record.js';
import type { JsonSchema } from './schema/json-schema.js';
import { SchemaSet } from './schema/schema-set.js';

/** What this release knows of one event type. */
export interface EventTypeSpec {
  /** domain: belongs to a merchant. platform: the tenant may be unknown. */
  readonly kind: 'domain' | 'platform';
  readonly schema: JsonSchema;
  readonly sample: EventRecord;
  /** The field of the data that must equal `metadata.subject`; null when the subject is no field. */
  readonly subjectField: string | null;
}

const domain = (subjectField: string, schema: JsonSchema, sample: EventRecord): EventTypeSpec => ({
  kind: 'domain',
  schema,
  sample,
  subjectField,
});

/** Every event type, by name. The one list to extend when an event is added; specs compare it with the files. */
export const eventTypes: Readonly<Record<string, EventTypeSpec>> = {
  'com.pinglu.merchants.merchant_registered.v1': domain('merchantId', merchantRegistered, merchantRegisteredSample),
  'com.pinglu.merchants.merchant_renamed.v1': domain('merchantId', merchantRenamed, merchantRenamedSample),
  'com.pinglu.merchants.merchant_suspended.v1': domain('merchantId', merchantSuspended, merchantSuspendedSample),
  'com.pinglu.merchants.merchant_resumed.v1': domain('merchantId', merchantResumed, merchantResumedSample),
  'com.pinglu.inventory.warehouse_opened.v1': domain('warehouseId', warehouseOpened, warehouseOpenedSample),
  'com.pinglu.shops.shop_connected.v1': domain('shopId', shopConnected, shopConnectedSample),
  'com.pinglu.shops.shop_disconnected.v1': domain('shopId', shopDisconnected, shopDisconnectedSample),
  'com.pinglu.marketplace.push_received.v1': domain('pushId', pushReceived, pushReceivedSample),
  'com.pinglu.catalog.product_saved.v1': domain('productId', productSaved, productSavedSample),
  'com.pinglu.catalog.listing_published.v1': domain('listingId', listingPublished, listingPublishedSample),
  'com.pinglu.catalog.listing_refused.v1': domain('listingId', listingRefused, listingRefusedSample),
  'com.pinglu.orders.order_placed.v1': domain('orderId', orderPlaced, orderPlacedSample),
  'com.pinglu.orders.order_changed.v1': domain('orderId', orderChanged, orderChangedSample),
  'com.pinglu.orders.order_ready_to_ship.v1': domain('orderId', orderReadyToShip, orderReadyToShipSample),
  'com.pinglu.orders.order_shipped.v1': domain('orderId', orderShipped, orderShippedSample),
  'com.pinglu.orders.order_delivered.v1': domain('orderId', orderDelivered, orderDeliveredSample),
  'com.pinglu.orders.order_cancelled.v1': domain('orderId', orderCancelled, orderCancelledSample),
  'com.pinglu.orders.shipment_packed.v1': domain('shipmentId', shipmentPacked, shipmentPackedSample),
  'com.pinglu.orders.shipment_released.v1': domain('shipmentId', shipmentReleased, shipmentReleasedSample),
  'com.pinglu.orders.shipment_held.v1': domain('shipmentId', shipmentHeld, shipmentHeldSample),
  'com.pinglu.inventory.order_reserved.v1': domain('reservationId', orderReserved, orderReservedSample),
  'com.pinglu.inventory.reservation_refused.v1': domain('reservationId', reservationRefused, reservationRefusedSample),
  'com.pinglu.inventory.reservation_released.v1': domain(
    'reservationId',
    reservationReleased,
    reservationReleasedSample,
  ),
  'com.pinglu.inventory.availability_changed.v1': domain('sellerSku', availabilityChanged, availabilityChangedSample),
  'com.pinglu.customs.declaration_sent.v1': domain('declarationId', declarationSent, declarationSentSample),
  'com.pinglu.customs.declaration_released.v1': domain('declarationId', declarationReleased, declarationReleasedSample),
  'com.pinglu.customs.declaration_refused.v1': domain('declarationId', declarationRefused, declarationRefusedSample),
  'com.pinglu.settlement.statement_opened.v1': domain('statementId', statementOpened, statementOpenedSample),
  'com.pinglu.settlement.statement_closed.v1': domain('statementId', statementClosed, statementClosedSample),
  'com.pinglu.platform.event_dead_lettered.v1': {
    kind: 'platform',
    schema: eventDeadLettered,
    sample: eventDeadLetteredSample,
    subjectField: null,
  },
};

/** Schemas that event schemas refer to. */
export const sharedSchemas: readonly JsonSchema[] = [
  moneySchema,
  merchantSnapshot,
  warehouseSnapshot,
  shopSnapshot,
  pushSnapshot,
  productSnapshot,
  listingSnapshot,
  orderSnapshot,
  shipmentSnapshot,
  reservationSnapshot,
  availabilitySnapshot,
  declarationSnapshot,
  statementSnapshot,
];

export const allSchemas: readonly JsonSchema[] = [
  ...sharedSchemas,
  ...Object.values(eventTypes).map(({ schema }) => schema),
];

export const schemaSet = new SchemaSet(allSchemas);

/** Looks a type up; a name such as "constructor" is as unknown as any other. */
export const eventTypeSpec = (type: string): EventTypeSpec | undefined =>
  Object.hasOwn(eventTypes, type) ? eventTypes[type] : undefined;
