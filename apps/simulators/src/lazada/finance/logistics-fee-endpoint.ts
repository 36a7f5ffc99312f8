import { sellerOf, type ApiCall } from '../protocol/endpoint.js';
import { ApiError, missingParameter } from '../protocol/api-error.js';
import type { JsonObject } from '../protocol/json.js';
import { toNumber, type Site } from '../world/site.js';
import { dayOfRow, longDate, type Statement } from './finance-book.js';
import { periodStart } from './finance-ledger.js';
import type { FinanceRow } from './finance-row.js';

/** Fees for transport, each with order, goods and parcel around it. Times are Java's dates with zone, as objects. */
export function queryLogisticsFees(call: ApiCall): JsonObject {
  const seller = sellerOf(call);
  const { params, world } = call;
  for (const name of ['seller_id', 'request_type']) if (!params.get(name)) throw missingParameter(name);
  if (params.get('seller_id') !== seller.sellerId)
    throw new ApiError('InvalidParameter', 'The value of seller_id is not the shop of the access token');
  const start = readMs(params, 'bill_start_time') ?? -Infinity;
  const end = readMs(params, 'bill_end_time') ?? Infinity;
  const pageNo = readMs(params, 'page_no') ?? 1;
  const pageSize = readMs(params, 'page_size') ?? 20;
  const is = (name: string, value: string): boolean => !params.get(name) || params.get(name) === value;
  const rows = world.finance.rowsOf(seller, {
    from: -Infinity,
    to: Infinity,
    wanted: (row) =>
      row.fee.group.endsWith('-Logistics') &&
      row.atMs >= start &&
      row.atMs <= end &&
      is('trade_order_id', String(row.item.order.orderId)) &&
      is('trade_order_line_id', String(row.item.itemId)) &&
      is('fee_type', row.fee.id),
    offset: (pageNo - 1) * pageSize,
    limit: pageSize,
  });
  const statements = new Map(world.finance.statements(seller).map((one) => [one.fromDay, one]));
  const days = world.settings.statementDays;
  return {
    success: true,
    remark: '',
    data: rows.map((row) => feeAnswer(row, statements.get(periodStart(dayOfRow(row, seller.site), days))!)),
  };
}

function feeAnswer(row: FinanceRow, statement: Statement): JsonObject {
  const { item, seller } = row;
  const { site } = seller;
  const money = (minor: number): JsonObject => ({ amount: toNumber(minor, site), currency: site.currency });
  return {
    statement_id: statement.number,
    statement_period: `${longDate(statement.fromDay)} - ${longDate(statement.toDay)}`,
    amount: money(row.amount),
    tax_in_amount: money(row.vat),
    currency: site.currency,
    trade_order_id: String(item.order.orderId),
    trade_order_line_id: String(item.itemId),
    seller_short_code: seller.shortCode,
    seller_id: seller.sellerId,
    tenant_id: `LAZADA_${site.country.toUpperCase()}`,
    fee_code: row.fee.id,
    fee_name: row.fee.name,
    fee_creation_date: zonedDateTime(row.atMs, site),
    order_info: { order_item_status: item.status, order_creation_date: zonedDateTime(item.order.createdMs, site) },
    package_info: {
      tracking_number: item.pack?.trackingNumber ?? '',
      billing_date: zonedDateTime(row.atMs, site),
      delivery_date: zonedDateTime(row.atMs, site),
      origin_address: '',
      destination_address: '',
      package_chargeable_weight: item.sku.fields['package_weight'] ?? '',
    },
    sku_info: { lazada_sku: item.sku.shopSku, seller_sku: item.sku.sellerSku, item_details: item.name },
  };
}

const MONTHS = 'JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER'.split(' ');
const WEEK_DAYS = 'SUNDAY MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY'.split(' ');
const DAY_MS = 86_400_000;

function zonedDateTime(ms: number, site: Site): JsonObject {
  const local = new Date(ms + site.utcOffsetHours * 3_600_000);
  const id = `+0${site.utcOffsetHours}:00`;
  const rules = { fixed_offset: true, transition_rules: [], transitions: [] };
  return {
    offset: { total_seconds: site.utcOffsetHours * 3600, rules, id },
    zone: { rules, id },
    chronology: { calendar_type: 'iso8601', id: 'ISO' },
    year: local.getUTCFullYear(),
    month: MONTHS[local.getUTCMonth()]!,
    month_value: local.getUTCMonth() + 1,
    day_of_month: local.getUTCDate(),
    day_of_week: WEEK_DAYS[local.getUTCDay()]!,
    day_of_year: Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / DAY_MS) + 1,
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    nano: local.getUTCMilliseconds() * 1_000_000,
  };
}

function readMs(params: ReadonlyMap<string, string>, name: string): number | undefined {
  const value = params.get(name);
  if (!value) return undefined;
  if (!/^[1-9]\d{0,15}$/.test(value)) throw new ApiError('InvalidParameter', `The value of ${name} is invalid`);
  return Number(value);
}
