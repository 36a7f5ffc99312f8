import { regionRule, toMajor } from '../catalog/region-rule.js';
import type { Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { findMerchant } from '../shop/shop.js';
import {
  isWithin,
  mustBe,
  paymentEndpoint,
  readCursor,
  readPage,
  readWindow,
  seconds,
  type FinanceCall,
} from './finance-call.js';
import { payoutsOf, type Payout, type Unpaid } from './payout.js';

/** Transfers to merchants; for cross-border shops only. */
export const payoutEndpoints: readonly Endpoint[] = [
  paymentEndpoint('get_payout_info', 'GET', getPayoutInfo),
  paymentEndpoint('get_payout_detail', 'GET', getPayoutDetail),
  paymentEndpoint('get_billing_transaction_info', 'POST', getBillingTransactions),
];

function payouts({ shop, book, nowMs, fields }: FinanceCall): Payout[] {
  mustBe('cross-border', shop);
  const window = readWindow(fields, 'payout_time');
  return payoutsOf(book, shop, nowMs).paid.filter((one) => isWithin(one.atMs, window));
}

/** Sums of one payout, in both currencies. */
function infoAnswer({ major, shop }: FinanceCall, one: Payout): JsonObject {
  const merchant = shop.merchantId === undefined ? undefined : findMerchant(shop.merchantId);
  const { decimals } = regionRule(merchant?.region ?? shop.region);
  return {
    from_currency: one.fromCurrency,
    payout_currency: one.payoutCurrency,
    from_amount: major(one.fromAmount),
    payout_amount: toMajor(one.payoutAmount, decimals),
    exchange_rate: one.exchangeRate,
    payout_time: seconds(one.atMs),
    pay_service: 'Payoneer',
    payee_id: `PAYEE${shop.merchantId ?? shop.shopId}`,
  };
}

function getPayoutInfo(finance: FinanceCall): JsonObject {
  const { page, more, next } = readCursor(finance.fields, payouts(finance));
  const list = page.map((one) => ({ ...infoAnswer(finance, one), encrypted_payout_id: one.encryptedId }));
  return { response: { payout_list: list, more, next_cursor: next } };
}

function getPayoutDetail(finance: FinanceCall): JsonObject {
  const { from, size } = readPage(finance.fields);
  const all = payouts(finance);
  const { major, currency } = finance;
  return {
    response: {
      payout_list: all.slice(from, from + size).map((one) => ({
        payout_info: infoAnswer(finance, one),
        escrow_list: one.settlements.map(({ order, escrow }) => ({
          order_sn: order.orderSn,
          escrow_amount: major(escrow.amount),
          currency,
        })),
        offline_adjustment_list: one.adjustments.map(({ order, amount, reason, kind }) => ({
          adjustment_amount: major(amount),
          module: kind === 'RETURN' ? 'Return Refund' : 'Adjustment',
          remark: reason,
          scenario: kind,
          adjustment_level: 'order',
          order_sn: order.orderSn,
        })),
      })),
      more: from + size < all.length,
    },
  };
}

const TO_RELEASE = 1;
const RELEASED = 2;

function getBillingTransactions(finance: FinanceCall): JsonObject {
  const { shop, book, nowMs, fields } = finance;
  mustBe('cross-border', shop);
  const type = fields.int('billing_transaction_info_type', { min: TO_RELEASE, max: RELEASED });
  const ids = fields.texts('encrypted_payout_ids');
  const { paid, unpaid } = payoutsOf(book, shop, nowMs);
  const wanted: readonly Unpaid[] =
    type === TO_RELEASE ? [unpaid] : paid.filter((one) => ids.length === 0 || ids.includes(one.encryptedId));
  const status = type === TO_RELEASE ? 'TO_RELEASE' : 'RELEASED';
  const rows = wanted.flatMap((one) => transactionsOf(finance, one, status));
  const { page, more, next } = readCursor(fields, rows);
  return { response: { transactions: page, more, next_cursor: next } };
}

function transactionsOf({ major, currency }: FinanceCall, content: Unpaid, status: string): JsonObject[] {
  const common = { currency, level: 'order', billing_transaction_status: status };
  return [
    ...content.settlements.map(({ order, escrow }) => ({
      ...common,
      amount: major(escrow.amount),
      order_sn: order.orderSn,
      cost_header: '',
      scenario: '',
      remark: '',
      billing_transaction_type: 'ESCROW',
    })),
    ...content.adjustments.map(({ order, amount, reason, kind }) => ({
      ...common,
      amount: major(amount),
      order_sn: order.orderSn,
      cost_header: kind === 'RETURN' ? 'Return Refund' : 'Others',
      scenario: kind,
      remark: reason,
      billing_transaction_type: 'ADJUSTMENT',
    })),
  ];
}
