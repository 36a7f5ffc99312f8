import { regionRule, toMajor } from '../catalog/region-rule.js';
import { findChannel } from '../fulfillment/channel.js';
import type { Json, JsonObject } from '../protocol/json.js';
import type { World } from '../world/world.js';
import { recipientAddress } from './buyer.js';
import {
  activeOf,
  daysToShip,
  orderTotal,
  shipByMs,
  type Order,
  type OrderLine,
  type OrderPackage,
  type PackageLine,
} from './order.js';

const seconds = (ms: number): number => Math.floor(ms / 1000);
/** Where the goods lie: a text in packages, a list in orders. */
export const locationOf = (order: Order): string => `${order.shop.region}Z`;
export const carrierOf = (channelId: number): string => findChannel(channelId)?.name ?? '';

/** The order with the fields that always come, and those asked for; what is missing is zero, empty or null. */
export function orderAnswer(world: World, order: Order, wanted: ReadonlySet<string>): JsonObject {
  const optional = optionalFields(world, order);
  const chosen = [...wanted].flatMap((name): [string, Json | undefined][] => {
    if (name === 'edt')
      return [
        ['edt_from', 0],
        ['edt_to', 0],
      ];
    return name in optional ? [[name, optional[name]!()]] : [];
  });
  return {
    order_sn: order.orderSn,
    region: order.shop.region,
    currency: regionRule(order.shop.region).currency,
    cod: order.isCashOnDelivery,
    order_status: order.status,
    message_to_seller: order.messageToSeller,
    create_time: seconds(order.createdMs),
    update_time: seconds(order.updatedMs),
    days_to_ship: daysToShip(order),
    ship_by_date: order.status === 'UNPAID' ? 0 : seconds(shipByMs(order)),
    booking_sn: '',
    advance_package: false,
    ...Object.fromEntries(chosen),
  };
}

function optionalFields(world: World, order: Order): Readonly<Record<string, () => Json | undefined>> {
  const money = moneyOf(order);
  const isPaid = order.payMs > 0 || order.isCashOnDelivery;
  const shipped = order.pickupDoneMs > 0;
  return {
    buyer_user_id: () => order.buyer.userId,
    buyer_username: () => order.buyer.username,
    estimated_shipping_fee: () => money(order.shippingFee),
    recipient_address: () => recipientAddress(order.buyer, order.shop.region, world.settings.maskBuyers),
    actual_shipping_fee: () => (shipped ? money(order.shippingFee) : 0),
    actual_shipping_fee_confirmed: () => shipped,
    goods_to_declare: () => order.shop.isCrossBorder,
    note: () => order.note,
    note_update_time: () => seconds(order.noteMs),
    item_list: () => order.lines.map((line) => lineAnswer(world, order, line)),
    pay_time: () => seconds(order.payMs),
    dropshipper: () => null,
    dropshipper_phone: () => null,
    split_up: () => order.isSplit,
    buyer_cancel_reason: () => order.buyerCancelReason,
    cancel_by: () => order.cancelBy,
    cancel_reason: () => order.cancelReason,
    buyer_cpf_id: () => null,
    fulfillment_flag: () => (order.shop.isCrossBorder ? 'fulfilled_by_cb_seller' : 'fulfilled_by_local_seller'),
    pickup_done_time: () => seconds(order.pickupDoneMs),
    package_list: () => (order.status === 'UNPAID' ? [] : order.packages.map(packageAnswer)),
    shipping_carrier: () => carrierOf(order.packages[0]!.channelId),
    payment_method: () => order.paymentMethod,
    // The amount is not there before it was paid.
    total_amount: () => (isPaid ? money(orderTotal(order)) : undefined),
    invoice_data: () => null,
    order_chargeable_weight_gram: () =>
      order.lines.reduce((sum, one) => sum + one.offer.weightGrams * activeOf(one), 0),
    return_request_due_date: () => (order.completedMs > 0 ? seconds(order.completedMs) + 15 * 86_400 : 0),
    payment_info: () => (order.payMs > 0 ? [paymentInfo(order, money(orderTotal(order)))] : []),
    international_label: () => '',
  };
}

const paymentInfo = (order: Order, amount: number): JsonObject => ({
  payment_method: order.paymentMethod,
  payment_processor_register: '',
  card_brand: '',
  transaction_id: '',
  payment_amount: String(amount),
});

export const moneyOf = (order: Order): ((minor: number) => number) => {
  const { decimals } = regionRule(order.shop.region);
  return (minor) => toMajor(minor, decimals);
};

/** Prices are for one unit here; settlements give those of the whole line. */
function lineAnswer(world: World, order: Order, line: OrderLine): JsonObject {
  const { offer } = line;
  const money = moneyOf(order);
  const promotion = { promotion_type: offer.promotionType, promotion_id: offer.promotionId };
  return {
    item_id: offer.itemId,
    item_name: offer.itemName,
    item_sku: offer.itemSku,
    model_id: offer.modelId,
    model_name: offer.modelName,
    model_sku: offer.modelSku,
    model_quantity_purchased: line.quantity,
    model_original_price: money(offer.originalPrice),
    model_discounted_price: money(line.price),
    wholesale: false,
    weight: offer.weightGrams / 1000,
    add_on_deal: false,
    main_item: false,
    add_on_deal_id: 0,
    ...promotion,
    promotion_group_id: 0,
    order_item_id: offer.itemId,
    line_item_id: line.lineItemId,
    image_info: { image_url: world.media.urlOf(offer.imageId) },
    product_location_id: [locationOf(order)],
    is_prescription_item: false,
    is_b2c_owned_item: false,
    promotion_list: offer.promotionId === 0 ? [] : [promotion],
    hot_listing_item: false,
    active_qty: activeOf(line) - line.returned,
    cancel_requested_qty: line.cancelRequested,
    cancelled_qty: line.cancelled,
    return_requested_qty: line.returnRequested,
    returned_qty: line.returned,
  };
}

export const packageLineAnswer = ({ line, quantity }: PackageLine, order: Order): JsonObject => ({
  item_id: line.offer.itemId,
  model_id: line.offer.modelId,
  model_quantity: quantity,
  order_item_id: line.offer.itemId,
  promotion_group_id: 0,
  product_location_id: locationOf(order),
});

export const weightOf = (one: OrderPackage): number =>
  one.lines.reduce((sum, { line, quantity }) => sum + line.offer.weightGrams * quantity, 0);

const packageAnswer = (one: OrderPackage): JsonObject => ({
  package_number: one.packageNumber,
  logistics_status: one.status,
  logistics_channel_id: one.channelId,
  shipping_carrier: carrierOf(one.channelId),
  allow_self_design_awb: true,
  parcel_chargeable_weight_gram: weightOf(one),
  group_shipment_id: null,
  item_list: one.lines.map((line) => packageLineAnswer(line, one.order)),
});
