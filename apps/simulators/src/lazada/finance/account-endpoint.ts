import { sellerOf, type ApiCall } from '../protocol/endpoint.js';
import { ApiError, missingParameter } from '../protocol/api-error.js';
import type { JsonObject } from '../protocol/json.js';
import { localDay, toGroupedText, toLocalTime, type Site } from '../world/site.js';
import { PAYOUT_MS, type Statement } from './finance-book.js';

/** Money into and out of the seller's account with the platform: each settled statement comes in and is paid out. */
interface AccountTransaction {
  readonly number: string;
  readonly atMs: number;
  readonly type: 'Deposit' | 'Withdrawal';
  readonly subType: 'Settlement' | 'Auto Withdrawal';
  readonly amount: number;
  readonly statement: Statement;
}

export function queryAccount(call: ApiCall): JsonObject {
  const seller = sellerOf(call);
  const { params, world } = call;
  const from = readDay(call, 'start_time');
  const to = readDay(call, 'end_time');
  const pageSize = readCount(call, 'page_size');
  const pageNum = readCount(call, 'page_num');
  const type = filterOf(params, 'transaction_type');
  const subType = filterOf(params, 'sub_transaction_type');
  const number = filterOf(params, 'transaction_number');
  const found = world.finance
    .statements(seller)
    .flatMap((statement) => transactionsOf(statement, world.nowMs()))
    .filter((one) => {
      const day = localDay(one.atMs, seller.site);
      return (
        day >= from &&
        day <= to &&
        (type === undefined || one.type === type) &&
        (subType === undefined || one.subType === subType) &&
        (number === undefined || one.number === number)
      );
    });
  return {
    success: true,
    error_code: '',
    msg: '',
    data: {
      page_info: {
        page_num: pageNum,
        page_size: pageSize,
        total_page: Math.ceil(found.length / pageSize),
        total_count: found.length,
      },
      transactions: found
        .slice((pageNum - 1) * pageSize, pageNum * pageSize)
        .map((one) => transactionAnswer(one, seller.site)),
    },
  };
}

function transactionsOf(statement: Statement, nowMs: number): AccountTransaction[] {
  const { payout, endMs, closed, paid, number } = statement;
  if (!closed || payout === 0) return [];
  const settled = { type: 'Deposit', subType: 'Settlement', number: `S${number}`, atMs: endMs } as const;
  const withdrawn = {
    type: 'Withdrawal',
    subType: 'Auto Withdrawal',
    number: `W${number}`,
    atMs: endMs + PAYOUT_MS,
  } as const;
  return [
    { ...settled, amount: payout, statement },
    ...(paid && withdrawn.atMs <= nowMs ? [{ ...withdrawn, amount: -payout, statement }] : []),
  ];
}

const transactionAnswer = (one: AccountTransaction, site: Site): JsonObject => {
  const time = toLocalTime(one.atMs, site).slice(0, 19);
  return {
    transaction_number: one.number,
    transaction_time: time,
    type: one.type,
    sub_type: one.subType,
    amount: toGroupedText(one.amount, site),
    currency: site.currency,
    payee_account: one.type === 'Withdrawal' ? { account: '****1234', description: 'Bank account' } : {},
    pmt_reference: one.type === 'Withdrawal' ? `PAY-${one.statement.number}` : '',
    remarks: one.statement.number,
    tracking_list: [{ name: 'Completed', status: 'SUCCESS', update_time: time, remark: '' }],
  };
};

function filterOf(params: ReadonlyMap<string, string>, name: string): string | undefined {
  const value = params.get(name)?.trim();
  return value === undefined || value === '' || value === 'null' ? undefined : value;
}

function readDay(call: ApiCall, name: string): number {
  const value = call.params.get(name);
  if (!value) throw missingParameter(name);
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(value);
  const ms = match ? Date.parse(`${match[1]}-${match[2]}-${match[3]}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new ApiError('InvalidParameter', `The value of ${name} is invalid, it must be yyyyMMdd`);
  return ms / 86_400_000;
}

function readCount(call: ApiCall, name: string): number {
  const value = call.params.get(name);
  if (!value) throw missingParameter(name);
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new ApiError('InvalidParameter', `The value of ${name} is invalid`);
  return Number(value);
}
