import { feeSchedule, share } from './fee-schedule.js';

export interface EscrowLine {
  readonly itemId: number;
  readonly modelId: number;
  readonly itemName: string;
  readonly itemSku: string;
  readonly modelSku: string;
  readonly modelName: string;
  readonly lineItemId: number;
  readonly quantity: number;
  /** For one unit, in minor units. */
  readonly originalPrice: number;
  /** What one unit was sold for. */
  readonly price: number;
  readonly promotionType: string;
  readonly promotionId: number;
}

/** What an order says that money follows from. All amounts in minor units of the shop's currency. */
export interface EscrowFacts {
  readonly region: string;
  readonly isCrossBorder: boolean;
  readonly lines: readonly EscrowLine[];
  readonly buyerPaidShipping: number;
  /** The carrier has taken the parcel: what it costs is known. */
  readonly isShipped: boolean;
  /** Refunded to the buyer before the money was released; never more than the goods cost. */
  readonly refunded: number;
  /** Goods travelled back. */
  readonly isSentBack: boolean;
  readonly voucherFromSeller: number;
  readonly voucherFromShopee: number;
  readonly coins: number;
  readonly sellerCoinCashBack: number;
  /** Fees that stand in no published list, by the name of their field. */
  readonly unknownFees: Readonly<Record<string, number>>;
}

/** What raises the seller's money and what lowers it, by the name of its field. */
const ADDED = [
  'original_cost_of_goods_sold',
  'seller_return_refund',
  'shopee_discount',
  'buyer_paid_shipping_fee',
  'shopee_shipping_rebate',
  'shipping_fee_discount_from_3pl',
  'rsf_seller_protection_fee_claim_amount',
  'buyer_paid_packaging_fee',
] as const;
const TAKEN = [
  'original_shopee_discount',
  'voucher_from_seller',
  'seller_coin_cash_back',
  'actual_shipping_fee',
  'reverse_shipping_fee',
  'final_return_to_seller_shipping_fee',
  'commission_fee',
  'service_fee',
  'seller_transaction_fee',
  'campaign_fee',
  'order_ams_commission_fee',
  'seller_order_processing_fee',
  'shipping_seller_protection_fee_amount',
  'delivery_seller_protection_fee_premium_amount',
  'overseas_return_service_fee',
  'fbs_fee',
  'ads_escrow_top_up_fee_or_technical_support_fee',
  'trade_in_bonus_by_seller',
  'escrow_tax',
  'withholding_tax',
  'withholding_vat_tax',
  'withholding_pit_tax',
  'withholding_cit_tax',
  'final_escrow_product_gst',
  'sales_tax_on_lvg',
  'shipping_fee_sst',
  'reverse_shipping_fee_sst',
  'vat_on_imported_goods',
  'th_import_duty',
] as const;
/** Told beside the sum, without being part of it. */
const TOLD = [
  'original_price',
  'order_original_price',
  'order_selling_price',
  'order_discounted_price',
  'cost_of_goods_sold',
  'order_seller_discount',
  'seller_discount',
  'drc_adjustable_refund',
  'voucher_from_shopee',
  'voucher_from_external_party',
  'coins',
  'payment_promotion',
  'credit_card_promotion',
  'buyer_total_amount',
  'buyer_transaction_fee',
  'cross_border_tax',
  'estimated_shipping_fee',
  'final_shipping_fee',
  'seller_shipping_discount',
  'fsf_seller_protection_fee_claim_amount',
  'credit_card_transaction_fee',
  'final_escrow_shipping_gst',
  'final_product_vat_tax',
  'final_shipping_vat_tax',
  'final_product_protection',
  'seller_lost_compensation',
] as const;

export type EscrowField = (typeof ADDED)[number] | (typeof TAKEN)[number] | (typeof TOLD)[number];

export interface Escrow {
  /** Minor units. What does not occur is 0. */
  readonly fields: Readonly<Record<EscrowField, number>>;
  readonly unknownFees: Readonly<Record<string, number>>;
  /** What the seller gets. */
  readonly amount: number;
}

const sum = (lines: readonly EscrowLine[], one: (line: EscrowLine) => number): number =>
  lines.reduce((total, line) => total + one(line) * line.quantity, 0);

/** The account of one order, as far as it is known by now. It can change until the order is completed. */
export function computeEscrow(facts: EscrowFacts): Escrow {
  const fees = feeSchedule(facts.region);
  const original = sum(facts.lines, (line) => line.originalPrice);
  const goods = sum(facts.lines, (line) => line.price);
  const kept = goods - facts.refunded;
  const shipping = facts.buyerPaidShipping;
  const carrier = facts.isShipped ? share(shipping, fees.carrier) : 0;
  const buyerTotal = goods + shipping - facts.voucherFromSeller - facts.voucherFromShopee - facts.coins;
  const keptPart = goods === 0 ? 0 : kept / goods;
  // Fees are charged on what the buyer keeps; a seller's own voucher makes the goods cheaper first.
  const feeBase = Math.max(0, kept - Math.round(facts.voucherFromSeller * keptPart));
  const taxes = facts.isCrossBorder ? fees.crossBorderTaxes : fees.localTaxes;
  const fields = {
    ...(Object.fromEntries([...ADDED, ...TAKEN, ...TOLD].map((name) => [name, 0])) as Record<EscrowField, number>),
    original_price: original,
    order_original_price: original,
    order_selling_price: goods,
    order_discounted_price: goods,
    original_cost_of_goods_sold: goods,
    cost_of_goods_sold: kept,
    order_seller_discount: original - goods,
    seller_discount: original - goods,
    seller_return_refund: facts.refunded === 0 ? 0 : -facts.refunded,
    voucher_from_seller: facts.voucherFromSeller,
    voucher_from_shopee: facts.voucherFromShopee,
    coins: facts.coins,
    seller_coin_cash_back: facts.sellerCoinCashBack,
    buyer_total_amount: buyerTotal,
    buyer_paid_shipping_fee: shipping,
    estimated_shipping_fee: shipping,
    actual_shipping_fee: carrier,
    final_shipping_fee: carrier,
    // The platform bears half of what the carrier takes beyond what the buyer paid.
    shopee_shipping_rebate: Math.max(0, Math.floor((carrier - shipping) / 2)),
    reverse_shipping_fee: facts.isSentBack ? shipping : 0,
    commission_fee: share(feeBase, fees.commission),
    service_fee: share(feeBase, fees.service),
    seller_transaction_fee: share(Math.max(0, buyerTotal - facts.refunded), fees.transaction),
    seller_order_processing_fee: facts.lines.length === 0 ? 0 : fees.orderProcessing,
    ...Object.fromEntries(Object.entries(taxes).map(([name, rate]) => [name, share(feeBase, rate)])),
  };
  const unknown = Object.values(facts.unknownFees).reduce((total, fee) => total + fee, 0);
  const added = ADDED.reduce((total, name) => total + fields[name], 0);
  const taken = TAKEN.reduce((total, name) => total + fields[name], 0);
  return { fields, unknownFees: facts.unknownFees, amount: added - taken - unknown };
}
