import type { FinanceRowKind } from '../port/finance.types.js';

export interface EscrowField {
  readonly name: string;
  /** How it enters what the seller is paid. */
  readonly sign: 1n | -1n;
  readonly kind: FinanceRowKind;
}

type Part = readonly [kind: FinanceRowKind, added: string, taken: string];

/**
 * What `escrow_amount` is made of, by the reference's formula for shops that are no affiliates of the international
 * platform. A refund is negative already.
 */
const parts: readonly Part[] = [
  ['sale', 'original_cost_of_goods_sold', ''],
  ['refund', 'seller_return_refund', ''],
  [
    'voucher',
    'shopee_discount',
    'original_shopee_discount voucher_from_seller seller_coin_cash_back trade_in_bonus_by_seller',
  ],
  [
    'shipping',
    'buyer_paid_shipping_fee shopee_shipping_rebate shipping_fee_discount_from_3pl rsf_seller_protection_fee_claim_amount buyer_paid_packaging_fee',
    'actual_shipping_fee reverse_shipping_fee final_return_to_seller_shipping_fee',
  ],
  [
    'fee',
    '',
    'commission_fee service_fee seller_transaction_fee campaign_fee order_ams_commission_fee seller_order_processing_fee ' +
      'shipping_seller_protection_fee_amount delivery_seller_protection_fee_premium_amount overseas_return_service_fee ' +
      'fbs_fee ads_escrow_top_up_fee_or_technical_support_fee',
  ],
  [
    'tax',
    '',
    'escrow_tax withholding_tax withholding_vat_tax withholding_pit_tax withholding_cit_tax final_escrow_product_gst ' +
      'sales_tax_on_lvg shipping_fee_sst reverse_shipping_fee_sst vat_on_imported_goods th_import_duty',
  ],
];

export const escrowFields: readonly EscrowField[] = parts.flatMap(([kind, added, taken]) => [
  ...named(added, 1n, kind),
  ...named(taken, -1n, kind),
]);

function named(names: string, sign: EscrowField['sign'], kind: FinanceRowKind): EscrowField[] {
  return names.split(' ').flatMap((name) => (name === '' ? [] : [{ name, sign, kind }]));
}
