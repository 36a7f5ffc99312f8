/**
 * The accounts of a merchant's books per shop and currency, each with its normal meaning. `marketplace_clearing` is what
 * the marketplace owes: debited by sales, credited by fees and by the payout, so that it is zero when all is settled.
 */
export const accounts = [
  'marketplace_clearing',
  'sales',
  'refunds',
  'seller_discount',
  'marketplace_subsidy',
  'shipping_income',
  'shipping_cost',
  'commission',
  'transaction_fee',
  'service_fee',
  'advertising',
  'fulfillment_cost',
  'tax_withheld',
  'adjustment',
  'payout_in_transit',
  'suspense',
] as const;

export type Account = (typeof accounts)[number];

/** Where a line goes whose kind is not known: visible, in nobody's result, and its statement stays open. */
export const SUSPENSE = 'suspense' satisfies Account;
