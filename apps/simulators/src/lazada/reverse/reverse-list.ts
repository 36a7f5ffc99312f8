import { ApiError, missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { listedAnswer } from './reverse-answer.js';
import { readTexts } from './reverse-call.js';
import type { ReverseLine, ReverseOrder } from './reverse-order.js';

/** Newest first. A reverse order is listed whole when one of its lines meets every condition. */
export function listReverseOrders(call: ApiCall): JsonObject {
  const pageNo = readCount(call, 'page_no');
  const pageSize = readCount(call, 'page_size');
  const wanted = readConditions(call.params);
  const found = call.world.reverses
    .of(sellerOf(call))
    .filter((one) => one.lines.some((line) => wanted.every((condition) => condition(line, one))))
    .toReversed();
  const items = found.slice((pageNo - 1) * pageSize, pageNo * pageSize);
  return {
    result: {
      success: true,
      page_no: pageNo,
      page_size: pageSize,
      total: found.length,
      items: items.map(listedAnswer),
    },
  };
}

function readCount(call: ApiCall, name: string): number {
  const value = call.params.get(name);
  if (!value) throw missingParameter(name);
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new ApiError('InvalidParameter', `The value of ${name} is invalid`);
  return Number(value);
}

type Condition = (line: ReverseLine, reverse: ReverseOrder) => boolean;

function readConditions(params: ReadonlyMap<string, string>): Condition[] {
  const oneOf = (name: string, value: (line: ReverseLine, reverse: ReverseOrder) => string): Condition[] => {
    const allowed = readTexts(params.get(name));
    return allowed.length === 0 ? [] : [(line, reverse) => allowed.includes(value(line, reverse))];
  };
  const between = (name: string, value: (line: ReverseLine) => number): Condition[] => {
    const from = readMs(params, `${name}Start`) ?? -Infinity;
    const to = readMs(params, `${name}End`) ?? Infinity;
    return [(line) => value(line) >= from && value(line) <= to];
  };
  return [
    ...oneOf('request_type_list', (_line, reverse) => reverse.requestType),
    ...oneOf('ofc_status_list', (line) => line.ofcStatus),
    ...oneOf('reverse_status_list', (line) => line.status),
    ...oneOf('reverse_order_id', (_line, reverse) => String(reverse.reverseOrderId)),
    ...oneOf('trade_order_id', (_line, reverse) => String(reverse.order.orderId)),
    ...oneOf('return_to_type', (_line, reverse) => reverse.returnTo ?? ''),
    ...oneOf('dispute_in_progress', (line) => String(line.isDispute)),
    ...oneOf('QC_Decision', (line) => line.qcDecision),
    ...between('TradeOrderLineCreatedTimeRange', (line) => line.item.order.createdMs),
    ...between('ReverseOrderLineTimeRange', (line) => line.createdMs),
    ...between('ReverseOrderLineModifiedTimeRange', (line) => line.modifiedMs),
  ];
}

function readMs(params: ReadonlyMap<string, string>, name: string): number | undefined {
  const value = params.get(name);
  if (value === undefined || value === '') return undefined;
  if (!/^\d{1,16}$/.test(value)) throw new ApiError('InvalidParameter', `The value of ${name} is invalid`);
  return Number(value);
}
