import type { OrderItem } from '../order/order.js';
import type { Seller } from '../seller/seller.js';

export interface FeeType {
  readonly id: string;
  readonly name: string;
  readonly group: string;
}

const fee = (id: string, name: string, group: string): FeeType => ({ id, name, group });

export const FEES = {
  itemPrice: fee('13', 'Item Price Credit', 'Orders-Sales'),
  commission: fee('16', 'Commission', 'Orders-Lazada Fees'),
  payment: fee('3', 'Payment Fee', 'Orders-Lazada Fees'),
  shippingPaidByBuyer: fee('8', 'Shipping Fee (Paid By Customer)', 'Orders-Logistics'),
  shippingPaidBySeller: fee('7', 'Shipping Fee Paid by Seller', 'Orders-Logistics'),
  itemPriceReversal: fee('14', 'Reversal Item Price', 'Refunds-Sales'),
  commissionReversal: fee('15', 'Reversal Commission', 'Refunds-Lazada Fees'),
  failedDelivery: fee('128', 'Failed Delivery Fee', 'Orders-Logistics'),
  lostClaim: fee('216', 'Lost Claim (Lazada)', 'Orders-Claims'),
  damagedClaim: fee('217', 'Damaged Claim (Lazada)', 'Orders-Claims'),
} as const;

/** One fee of one item, as the seller sees it: what is taken is negative. */
export interface FinanceRow {
  readonly serial: number;
  readonly seller: Seller;
  readonly fee: FeeType;
  /** Minor units. */
  readonly amount: number;
  /** The part of the amount that is value added tax, in minor units and with its sign. */
  readonly vat: number;
  readonly item: OrderItem;
  readonly atMs: number;
}

/** Hundredths of a percent. */
const COMMISSION_RATE = 535;
const PAYMENT_RATE = 321;
const VAT_RATE = 7;

const share = (amount: number, rate: number): number => Math.round((amount * rate) / 10_000);
const vatWithin = (amount: number): number => Math.round((amount * VAT_RATE) / (100 + VAT_RATE));

interface Charge {
  readonly fee: FeeType;
  readonly amount: number;
  readonly taxed: boolean;
}

/** What is credited and charged for an item that arrived. */
export function chargesOfDelivery(item: OrderItem): Charge[] {
  const shipping = shareOfShipping(item);
  return [
    { fee: FEES.itemPrice, amount: item.price, taxed: false },
    { fee: FEES.commission, amount: -share(item.price, COMMISSION_RATE), taxed: true },
    { fee: FEES.payment, amount: -share(item.price + shipping, PAYMENT_RATE), taxed: true },
    { fee: FEES.shippingPaidByBuyer, amount: shipping, taxed: false },
    { fee: FEES.shippingPaidBySeller, amount: -Math.round(shipping * 1.25), taxed: true },
  ].filter((one) => one.amount !== 0);
}

export const chargesOfReturn = (item: OrderItem): Charge[] => [
  { fee: FEES.itemPriceReversal, amount: -item.price, taxed: false },
  { fee: FEES.commissionReversal, amount: share(item.price, COMMISSION_RATE), taxed: true },
];

export const chargesOfFailedDelivery = (item: OrderItem): Charge[] => [
  { fee: FEES.failedDelivery, amount: -shareOfShipping(item), taxed: true },
];

export const chargesOfLoss = (item: OrderItem): Charge[] => [{ fee: FEES.lostClaim, amount: item.price, taxed: false }];

export const chargesOfDamage = (item: OrderItem): Charge[] => [
  { fee: FEES.damagedClaim, amount: item.price, taxed: false },
];

export function toRow(charge: Charge, item: OrderItem, at: { serial: number; ms: number }): FinanceRow {
  const vat = charge.taxed ? vatWithin(charge.amount) : 0;
  return {
    serial: at.serial,
    seller: item.order.seller,
    fee: charge.fee,
    amount: charge.amount,
    vat,
    item,
    atMs: at.ms,
  };
}

/** The order's shipping fee over its items; the first ones bear what does not divide. */
function shareOfShipping(item: OrderItem): number {
  const { items, shippingFee } = item.order;
  const index = items.indexOf(item);
  return Math.floor(shippingFee / items.length) + (index < shippingFee % items.length ? 1 : 0);
}
