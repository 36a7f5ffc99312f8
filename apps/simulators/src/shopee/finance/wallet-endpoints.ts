import type { Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { isWithin, mustBe, paymentEndpoint, readPage, readWindow, seconds, type FinanceCall } from './finance-call.js';
import { WALLET_TYPES, walletOf, type WalletRow } from './wallet.js';

export const walletEndpoints: readonly Endpoint[] = [
  paymentEndpoint('get_wallet_transaction_list', 'GET', listTransactions),
];

function listTransactions(finance: FinanceCall): JsonObject {
  const { shop, fields, book, nowMs } = finance;
  mustBe('local', shop);
  const window = fields.has('create_time_from') ? readWindow(fields, 'create_time') : undefined;
  const flow = fields.has('money_flow') ? fields.oneOf('money_flow', ['MONEY_IN', 'MONEY_OUT']) : undefined;
  const tab = fields.optionalText('transaction_tab_type');
  const type = fields.optionalText('transaction_type');
  const { from, size } = readPage(fields);
  const rows = walletOf(book, shop, nowMs)
    .filter(
      (row) =>
        (window === undefined || isWithin(row.atMs, window)) &&
        (flow === undefined || flowOf(row) === flow) &&
        (tab === undefined || WALLET_TYPES[row.type].tab === tab) &&
        (type === undefined || type === row.type || type === String(WALLET_TYPES[row.type].number)),
    )
    // The newest stands first.
    .toReversed();
  return {
    response: {
      transaction_list: rows.slice(from, from + size).map((row) => rowAnswer(finance, row)),
      more: from + size < rows.length,
    },
  };
}

const flowOf = (row: WalletRow): 'MONEY_IN' | 'MONEY_OUT' => (row.amount < 0 ? 'MONEY_OUT' : 'MONEY_IN');

const rowAnswer = ({ major }: FinanceCall, row: WalletRow): JsonObject => ({
  status: 'COMPLETED',
  transaction_type: row.type,
  txn_title: row.reason,
  amount: major(row.amount),
  current_balance: major(row.balance),
  create_time: seconds(row.atMs),
  order_sn: row.order?.orderSn ?? '',
  refund_sn: '',
  withdrawal_type: row.withdrawalId === 0 ? '' : 'AUTO',
  transaction_fee: 0,
  description: row.reason,
  buyer_name: row.order?.buyer.username ?? '',
  pay_order_list: row.order ? [{ order_sn: row.order.orderSn, shop_name: row.order.shop.name }] : [],
  shop_name: row.order?.shop.name ?? '',
  withdrawal_id: row.withdrawalId,
  reason: row.reason,
  root_withdrawal_id: row.withdrawalId,
  transaction_tab_type: WALLET_TYPES[row.type].tab,
  money_flow: flowOf(row),
  outlet_shop_name: '',
});
