import { regionRule, toMajor } from '../catalog/region-rule.js';
import { orderTotal, type Order } from '../order/order.js';
import type { JsonObject } from '../protocol/json.js';
import type { EscrowLine } from './escrow.js';
import type { FinanceBook } from './finance-book.js';

/** The account of an order as `get_escrow_detail` shows it. Prices of lines are for the whole line. */
export function escrowAnswer(book: FinanceBook, order: Order): JsonObject {
  const { decimals, currency } = regionRule(order.shop.region);
  const major = (minor: number): number => toMajor(minor, decimals);
  const escrow = book.escrowOf(order);
  const adjustments = book.adjustmentsOf(order);
  const adjusted = adjustments.reduce((sum, one) => sum + one.amount, 0);
  const amounts = Object.entries({ ...escrow.fields, ...escrow.unknownFees });
  return {
    order_sn: order.orderSn,
    buyer_user_name: order.buyer.username,
    return_order_sn_list: book.returnNumbers(order),
    order_income: {
      escrow_amount: major(escrow.amount),
      escrow_amount_after_adjustment: major(escrow.amount + adjusted),
      total_adjustment_amount: major(adjusted),
      order_adjustment: adjustments.map((one) => ({
        amount: major(one.amount),
        date: Math.floor(one.atMs / 1000),
        currency,
        adjustment_reason: one.reason,
      })),
      ...Object.fromEntries(amounts.map(([name, minor]) => [name, major(minor)])),
      seller_voucher_code: [],
      buyer_payment_method: order.paymentMethod,
      instalment_plan: '',
      tax_registration_code: '',
      order_chargeable_weight: 0,
      tenure_info_list: [],
      items: book.linesOf(order).map((one) => lineAnswer(one, major)),
    },
    buyer_payment_info: {
      buyer_payment_method: order.paymentMethod,
      buyer_total_amount: major(orderTotal(order)),
      merchant_subtotal: major(orderTotal(order) - order.shippingFee),
      shipping_fee: major(order.shippingFee),
    },
  };
}

function lineAnswer(line: EscrowLine, major: (minor: number) => number): JsonObject {
  const original = line.originalPrice * line.quantity;
  const sold = line.price * line.quantity;
  return {
    item_id: line.itemId,
    model_id: line.modelId,
    item_name: line.itemName,
    item_sku: line.itemSku,
    model_name: line.modelName,
    model_sku: line.modelSku,
    line_item_id: line.lineItemId,
    quantity_purchased: line.quantity,
    original_price: major(original),
    selling_price: major(sold),
    discounted_price: major(sold),
    seller_discount: major(original - sold),
    shopee_discount: 0,
    discount_from_coin: 0,
    discount_from_voucher_shopee: 0,
    discount_from_voucher_seller: 0,
    activity_type: line.promotionType,
    activity_id: line.promotionId,
    is_main_item: false,
    is_b2c_shop_item: false,
    ams_commission_fee: 0,
    promotion_list:
      line.promotionId === 0 ? [] : [{ promotion_type: line.promotionType, promotion_id: line.promotionId }],
  };
}
