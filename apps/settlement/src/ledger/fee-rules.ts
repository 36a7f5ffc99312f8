import { SUSPENSE, type Account } from './account.js';

/**
 * Which account each fee type of a marketplace belongs to. A fee and what takes it back share an account; only the price
 * of goods that came back has one of its own, because finance asks how much that was. The marketplaces' lists are open:
 * what is not here is not guessed.
 */
type Rules = Readonly<Record<Exclude<Account, 'suspense' | 'marketplace_clearing'>, readonly string[]>>;

const lazada: Rules = {
  sales: ['13', '501'],
  refunds: ['14', '505'],
  seller_discount: ['117', '118', '119', '120', '121', '122', '202', '203', '209', '210', '306', '307', '5028', '5029'],
  marketplace_subsidy: ['1063', '1083', '1065', '1085', '1061', '1081', '157', '158', '211', '512', '502', '504'],
  shipping_income: ['8', '142'],
  shipping_cost: ['7', '143', '21', '26', '28', '128', '308', '1029', '1128'],
  commission: ['16', '15', '277', '278'],
  transaction_fee: ['3', '4'],
  service_fee: ['298', '299', '304', '305', '801', '1023', '1024', '5202', '5203'],
  advertising: ['112', '239', '249', '285'],
  fulfillment_cost: ['130', '132', '254'],
  adjustment: ['19', '37', '62', '80', '83', '216', '217', '223', '224', '225', '226', '1027'],
  // Tax comes as an amount on the other rows, and the payout from the payouts: no row type stands for them.
  tax_withheld: [],
  payout_in_transit: [],
};

/** Shopee has no numbers for its fees: a part of an order's escrow is called by its field. */
const shopee: Rules = {
  sales: ['original_cost_of_goods_sold', 'escrow_amount'],
  refunds: ['seller_return_refund'],
  seller_discount: ['voucher_from_seller', 'seller_coin_cash_back', 'trade_in_bonus_by_seller'],
  marketplace_subsidy: ['shopee_discount', 'original_shopee_discount', 'shopee_shipping_rebate'],
  shipping_income: ['buyer_paid_shipping_fee', 'buyer_paid_packaging_fee'],
  shipping_cost: [
    'actual_shipping_fee',
    'shipping_fee_discount_from_3pl',
    'reverse_shipping_fee',
    'rsf_seller_protection_fee_claim_amount',
    'final_return_to_seller_shipping_fee',
    'overseas_return_service_fee',
  ],
  commission: ['commission_fee'],
  transaction_fee: ['seller_transaction_fee'],
  service_fee: [
    'service_fee',
    'campaign_fee',
    'seller_order_processing_fee',
    'shipping_seller_protection_fee_amount',
    'delivery_seller_protection_fee_premium_amount',
  ],
  advertising: ['order_ams_commission_fee', 'ads_escrow_top_up_fee_or_technical_support_fee'],
  fulfillment_cost: ['fbs_fee'],
  adjustment: ['adjustment'],
  tax_withheld: [
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
  ],
  payout_in_transit: [],
};

const tables: Readonly<Record<string, ReadonlyMap<string, Account>>> = {
  lazada: byType(lazada),
  shopee: byType(shopee),
};

function byType(rules: Rules): ReadonlyMap<string, Account> {
  return new Map(
    (Object.entries(rules) as [Account, readonly string[]][]).flatMap(([account, types]) =>
      types.map((type) => [type, account] as const),
    ),
  );
}

/** The account of a fee type; `suspense` for one, or for a marketplace, that is not known. */
export const accountOf = (marketplace: string, feeType: string): Account =>
  (Object.hasOwn(tables, marketplace) ? tables[marketplace]?.get(feeType) : undefined) ?? SUSPENSE;

/** For specs: every type that is known, with its account. */
export const knownFeeTypes = (marketplace: string): readonly (readonly [type: string, account: Account])[] =>
  Object.hasOwn(tables, marketplace) ? [...(tables[marketplace] ?? [])] : [];
