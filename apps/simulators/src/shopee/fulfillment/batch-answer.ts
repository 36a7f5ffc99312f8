import { ApiError } from '../protocol/api-error.js';
import type { JsonObject } from '../protocol/json.js';

/** One row of a batch: what is said about it, and whether it failed. */
export interface BatchRow {
  readonly row: JsonObject;
  readonly isFailed: boolean;
}

/** Runs one row; a refusal becomes `fail_error` and `fail_message` of that row alone. */
export function tryRow(named: JsonObject, act: () => JsonObject): BatchRow {
  try {
    return { row: { ...named, ...act(), fail_error: '', fail_message: '' }, isFailed: false };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { row: { ...named, fail_error: error.error, fail_message: error.message }, isFailed: true };
  }
}

/** Rows that failed beside rows that did not are no error, but come again as a warning. */
export function batchAnswer(rows: readonly BatchRow[]): JsonObject {
  const response = { result_list: rows.map((one) => one.row) };
  const failed = rows.filter((one) => one.isFailed);
  if (failed.length === rows.length)
    throw new ApiError('common.batch_api_all_failed', 'All the orders failed, see result_list.', { response });
  const warning = failed.map(({ row }) => ({ order_sn: row['order_sn'], package_number: row['package_number'] }));
  return { ...(warning.length > 0 ? { warning } : {}), response };
}
