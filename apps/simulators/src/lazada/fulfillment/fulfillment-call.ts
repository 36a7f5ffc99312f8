import { missingParameter } from '../protocol/api-error.js';
import type { ApiCall } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { children, isNode, parseLooseJson, type Node } from '../protocol/payload.js';

/** A refusal inside the `result` envelope: the call itself succeeded. */
export class FulfillmentRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export function inResult(decide: () => JsonObject): JsonObject {
  try {
    return { result: { success: true, data: decide() } };
  } catch (error) {
    if (!(error instanceof FulfillmentRefusal)) throw error;
    return { result: { success: false, error_code: error.code, error_msg: error.message } };
  }
}

/** Each of these calls takes one parameter that holds JSON. */
export function readRequest(call: ApiCall, name: string): Node {
  const value = call.params.get(name);
  if (!value) throw missingParameter(name);
  const request = parseLooseJson(value);
  if (!isNode(request)) throw new FulfillmentRefusal('700004', `${name} is not valid JSON`);
  return request;
}

const BATCH = 20;

export function readList(request: Node, name: string): Node[] {
  const list = children(request, name).filter(isNode);
  if (list.length === 0) throw new FulfillmentRefusal('700017', `${name} must not be empty`);
  if (list.length > BATCH) throw new FulfillmentRefusal('700022', `${name} holds more than ${BATCH} entries`);
  return list;
}

/** How one item or package fared; `"0"` is success. */
export interface EntryResult {
  readonly code: string;
  readonly message: string;
  /** Whether trying again makes sense. */
  readonly retry: boolean;
}

export const DONE: EntryResult = { code: '0', message: 'success', retry: false };

export const refused = (code: string, message: string): EntryResult => ({ code, message, retry: false });

/** What a planted fault of the kind `fulfillment-error` makes of an entry, such as a carrier that has no room. */
export function plantedResult(call: ApiCall): EntryResult | undefined {
  const fault = call.world.faults.strike('fulfillment-error', call.path);
  if (!fault) return undefined;
  const code = String(fault.extra['code'] ?? '1003');
  return { code, message: TEMPORARY[code] ?? 'The request has failed', retry: true };
}

const TEMPORARY: Readonly<Record<string, string>> = {
  '1003': '3pl allocation failed',
  '6': 'system is busy now, pls try later',
  '40011': 'system is busy now, pls try later',
  '700024': 'failed get lock, pls try later',
};
