import * as fc from 'fast-check';
import { toMajor, regionRule } from '../catalog/region-rule.js';
import { computeEscrow, type EscrowFacts, type EscrowLine } from './escrow.js';

const line = (change: Partial<EscrowLine> = {}): EscrowLine => ({
  itemId: 3_000_142_341,
  modelId: 0,
  itemName: 'Brass lamp',
  itemSku: 'LAMP',
  modelSku: '',
  modelName: '',
  lineItemId: 1,
  quantity: 2,
  originalPrice: 1500,
  price: 1500,
  promotionType: '',
  promotionId: 0,
  ...change,
});

const facts = (change: Partial<EscrowFacts> = {}): EscrowFacts => ({
  region: 'SG',
  isCrossBorder: false,
  lines: [line()],
  buyerPaidShipping: 199,
  isShipped: false,
  refunded: 0,
  isSentBack: false,
  voucherFromSeller: 0,
  voucherFromShopee: 0,
  coins: 0,
  sellerCoinCashBack: 0,
  unknownFees: {},
  ...change,
});

const amounts = fc.integer({ min: 0, max: 5_000_000 });
const anyLine = fc
  .record({
    price: fc.integer({ min: 1, max: 9_999_999 }),
    off: fc.integer({ min: 0, max: 99 }),
    quantity: fc.integer({ min: 1, max: 40 }),
  })
  .map(({ price, off, quantity }) =>
    line({ originalPrice: price, price: Math.max(1, price - Math.floor((price * off) / 100)), quantity }),
  );
const anyFacts = fc
  .record({
    region: fc.constantFrom('SG', 'MY', 'TH', 'VN', 'PH', 'ID', 'TW', 'BR'),
    isCrossBorder: fc.boolean(),
    lines: fc.array(anyLine, { minLength: 1, maxLength: 5 }),
    buyerPaidShipping: amounts,
    isShipped: fc.boolean(),
    refundedPart: fc.double({ min: 0, max: 1, noNaN: true }),
    isSentBack: fc.boolean(),
    voucherFromSeller: fc.nat(500),
    voucherFromShopee: fc.nat(500),
    coins: fc.nat(100),
    sellerCoinCashBack: fc.nat(100),
    unknownFees: fc.constantFrom<Record<string, number>>({}, { regional_growth_fee: 117 }),
  })
  .map(({ refundedPart, ...rest }): EscrowFacts => {
    const goods = rest.lines.reduce((total, one) => total + one.price * one.quantity, 0);
    return { ...rest, refunded: Math.floor(goods * refundedPart) };
  });

describe('escrow of an order', () => {
  it('is that of the order that was recorded in Singapore', () => {
    const { amount, fields } = computeEscrow(facts());
    expect([amount, fields.commission_fee, fields.seller_transaction_fee, fields.buyer_total_amount]).toEqual([
      3070, 65, 64, 3199,
    ]);
  });

  it('holds the published sum to the last cent, whatever the order was', () => {
    fc.assert(
      fc.property(anyFacts, (order) => {
        const { fields: f, amount, unknownFees } = computeEscrow(order);
        const goods =
          f.original_cost_of_goods_sold - f.original_shopee_discount + f.seller_return_refund + f.shopee_discount;
        const shipping =
          f.buyer_paid_shipping_fee -
          f.actual_shipping_fee +
          f.shopee_shipping_rebate +
          f.shipping_fee_discount_from_3pl -
          f.reverse_shipping_fee +
          f.rsf_seller_protection_fee_claim_amount -
          f.final_return_to_seller_shipping_fee;
        const fees =
          f.commission_fee +
          f.service_fee +
          f.seller_transaction_fee +
          f.campaign_fee +
          f.order_ams_commission_fee +
          f.seller_order_processing_fee +
          f.shipping_seller_protection_fee_amount +
          f.delivery_seller_protection_fee_premium_amount +
          f.overseas_return_service_fee +
          f.fbs_fee +
          f.ads_escrow_top_up_fee_or_technical_support_fee +
          f.trade_in_bonus_by_seller -
          f.buyer_paid_packaging_fee;
        const taxes =
          f.escrow_tax +
          f.withholding_tax +
          f.withholding_vat_tax +
          f.withholding_pit_tax +
          f.withholding_cit_tax +
          f.final_escrow_product_gst +
          f.sales_tax_on_lvg +
          f.shipping_fee_sst +
          f.reverse_shipping_fee_sst +
          f.vat_on_imported_goods +
          f.th_import_duty;
        const unknown = Object.values(unknownFees).reduce((total, fee) => total + fee, 0);
        expect(goods - f.voucher_from_seller - f.seller_coin_cash_back + shipping - fees - taxes - unknown).toBe(
          amount,
        );
      }),
    );
  });

  it('is made of whole minor units, which survive being numbers of JSON', () => {
    fc.assert(
      fc.property(anyFacts, (order) => {
        const { fields, amount } = computeEscrow(order);
        const { decimals } = regionRule(order.region);
        for (const minor of [...Object.values(fields), amount]) {
          expect(Number.isSafeInteger(minor)).toBe(true);
          expect(Math.round(Number(JSON.stringify(toMajor(minor, decimals))) * 10 ** decimals) + 0).toBe(minor + 0);
        }
      }),
    );
  });

  it('leaves a seller nothing of goods that were sent back, and charges no commission on them', () => {
    const { fields } = computeEscrow(facts({ isShipped: true, refunded: 3000, isSentBack: true }));
    expect([fields.seller_return_refund, fields.cost_of_goods_sold, fields.commission_fee]).toEqual([-3000, 0, 0]);
    expect(fields.reverse_shipping_fee).toBe(199);
  });

  it('keeps taxes back by country and kind of seller', () => {
    const taxesOf = (region: string, isCrossBorder: boolean) => {
      const { fields } = computeEscrow(
        facts({ region, isCrossBorder, lines: [line({ price: 100_000, quantity: 1 })] }),
      );
      return [fields.withholding_vat_tax, fields.withholding_pit_tax, fields.vat_on_imported_goods];
    };
    expect(taxesOf('VN', false)).toEqual([1000, 500, 0]);
    expect(taxesOf('VN', true)).toEqual([0, 0, 10_000]);
  });

  it('tells line discounts as the seller’s own', () => {
    const { fields } = computeEscrow(facts({ lines: [line({ originalPrice: 2000 })] }));
    expect([fields.original_price, fields.order_selling_price, fields.seller_discount]).toEqual([4000, 3000, 1000]);
  });
});
