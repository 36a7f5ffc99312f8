import type { JsonObject } from '../protocol/json.js';
import { awaitsCancelDecision, type ReverseLine } from '../reverse/reverse-order.js';
import { toGroupedText, toIsoWithOffset, toLocalTime, toNumber } from '../world/site.js';
import { itemsTotal, statusesOf, type Order, type OrderItem } from './order.js';
import { shipByMs } from './place-order.js';

/** An order as lists and single reads show it. The buyer's name, phone and street are masked, as without special rights. */
export function orderAnswer(order: Order): JsonObject {
  const { site } = order.seller;
  const address = addressAnswer(order);
  const fee = toNumber(order.shippingFee, site);
  return {
    order_id: order.orderId,
    order_number: order.orderId,
    created_at: toLocalTime(order.createdMs, site),
    updated_at: toLocalTime(order.updatedMs, site),
    address_updated_at: toLocalTime(order.createdMs, site),
    statuses: statusesOf(order),
    items_count: order.items.length,
    // A text with thousands separators, while every other amount is a number.
    price: toGroupedText(itemsTotal(order), site),
    payment_method: order.paymentMethod,
    shipping_fee: fee,
    shipping_fee_original: fee,
    shipping_fee_discount_seller: 0,
    shipping_fee_discount_platform: 0,
    voucher: 0,
    voucher_seller: 0,
    voucher_platform: 0,
    voucher_code: '',
    customer_first_name: maskName(order.buyer.name),
    customer_last_name: '',
    gift_option: false,
    gift_message: '',
    delivery_info: '',
    remarks: '',
    buyer_note: '',
    branch_number: '',
    tax_code: '',
    national_registration_number: '',
    promised_shipping_times: '',
    warehouse_code: order.items[0]!.warehouseCode,
    extra_attributes: '{"TaxInvoiceRequested":false}',
    need_cancel_confirm: order.items.some((item) => awaitsCancelDecision(item.reverseLine)),
    is_cancel_pending: order.items.some((item) => awaitsCancelDecision(item.reverseLine)),
    address_shipping: address,
    address_billing: address,
  };
}

function addressAnswer({ buyer, seller }: Order): JsonObject {
  return {
    first_name: maskName(buyer.name),
    last_name: '',
    phone: maskPhone(buyer.phone),
    phone2: '',
    address1: maskStreet(buyer.street),
    address2: '',
    address3: buyer.state,
    address4: buyer.city,
    address5: buyer.postCode,
    city: buyer.city,
    post_code: buyer.postCode,
    country: seller.site.countryName,
    addressDistrict: '',
  };
}

/** One row for each unit: there is no quantity. Texts that are not known yet are empty, not null. */
export function itemAnswer(item: OrderItem): JsonObject {
  const { order, sku } = item;
  const { seller } = order;
  const { site } = seller;
  const price = toNumber(item.price, site);
  return {
    order_item_id: item.itemId,
    order_id: order.orderId,
    name: item.name,
    sku: sku.sellerSku,
    shop_sku: sku.shopSku,
    sku_id: String(sku.skuId),
    product_id: String(sku.product.itemId),
    variation: Object.entries(sku.saleProps)
      .map(([name, value]) => `${name}:${value}`)
      .join(', '),
    product_main_image: sku.images[0] ?? sku.product.images[0] ?? '',
    product_detail_url: `https://www.${site.domain}/-i${sku.product.itemId}-s${sku.skuId}.html`,
    shop_id: seller.name,
    status: item.status,
    item_price: price,
    paid_price: price,
    tax_amount: 0,
    shipping_amount: toNumber(Math.floor(order.shippingFee / order.items.length), site),
    voucher_amount: 0,
    voucher_seller: 0,
    voucher_platform: 0,
    voucher_seller_lpi: 0,
    voucher_platform_lpi: 0,
    wallet_credits: 0,
    shipping_fee_original: toNumber(order.shippingFee, site),
    shipping_fee_discount_seller: 0,
    shipping_fee_discount_platform: 0,
    shipping_service_cost: 0,
    currency: site.currency,
    shipment_provider: item.pack?.carrier ?? '',
    tracking_code: item.pack?.trackingNumber ?? '',
    tracking_code_pre: '',
    package_id: item.pack?.packageId ?? '',
    purchase_order_id: '',
    purchase_order_number: '',
    invoice_number: item.invoiceNumber,
    ...kindAnswer(item),
    is_reroute: 0,
    reason: item.reason,
    reason_detail: '',
    return_status: item.reverseLine && item.reverseLine.reverse.requestType !== 'CANCEL' ? item.reverseLine.status : '',
    cancel_return_initiator: item.initiator,
    reverse_order_id: item.reverseLine?.reverse.reverseOrderId,
    order_flag: seller.crossBorder ? 'GLOBAL_COLLECTION' : 'NORMAL',
    order_type: 'Normal',
    stage_pay_status: item.status === 'unpaid' ? 'unpaid' : '',
    created_at: toLocalTime(order.createdMs, site),
    updated_at: toLocalTime(item.updatedMs, site),
    sla_time_stamp: toIsoWithOffset(shipByMs(order), site),
    promised_shipping_time: '',
    fulfillment_sla: '',
    priority_fulfillment_tag: '',
    payment_time: item.status === 'unpaid' ? 0 : order.createdMs,
    buyer_id: order.buyer.id,
    warehouse_code: item.warehouseCode,
    extra_attributes: '',
    pick_up_store_info: {},
    mp3_order: false,
    semi_managed: false,
    ...cancelAnswer(item.reverseLine),
    can_escalate_pickup: false,
    gift_wrapping: '',
    show_gift_wrapping_tag: false,
    personalization: '',
    show_personalization_tag: false,
  };
}

/** Whether a buyer who wants to cancel waits for the seller, and until when. */
const cancelAnswer = (line: ReverseLine | undefined): JsonObject => ({
  need_cancel_confirm: awaitsCancelDecision(line),
  is_cancel_pending: awaitsCancelDecision(line),
  cancel_trigger_time: awaitsCancelDecision(line) ? line.reverse.triggerMs : undefined,
});

/** Fields that follow from how the order is fulfilled; 0 and 1 are numbers here. */
function kindAnswer({ order: { kind } }: OrderItem): JsonObject {
  const types: Partial<Record<typeof kind, string>> = {
    digital: 'digital',
    'own-fleet': 'seller_own_fleet',
    'store-pickup': 'pickup_in_store',
  };
  return {
    shipping_type: kind === 'fbl' ? 'Own Warehouse' : 'Dropshipping',
    shipping_provider_type: types[kind] ?? 'standard',
    is_digital: kind === 'digital' ? 1 : 0,
    is_fbl: kind === 'fbl' ? 1 : 0,
    delivery_option_sof: kind === 'own-fleet' ? 1 : 0,
  };
}

const maskName = (name: string): string =>
  name
    .split(' ')
    .map((word) => `${word.slice(0, 1)}****`)
    .join(' ');
const maskPhone = (phone: string): string => `${phone.slice(0, 2)}******${phone.slice(-2)}`;
const maskStreet = (street: string): string => street.replaceAll(/(?<=[A-Za-z])[a-z]+/g, '******');
