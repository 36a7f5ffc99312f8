import { randomBytes } from 'node:crypto';
import { AppError } from './app-error.js';

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type MerchantId = Branded<string, 'MerchantId'>;
export type ApiKeyId = Branded<string, 'ApiKeyId'>;
export type EventId = Branded<string, 'EventId'>;
export type WarehouseId = Branded<string, 'WarehouseId'>;

/** A string that should have been an id is not one. The value is left out: it may be anything a stranger typed. */
export class InvalidIdError extends AppError {
  readonly code = 'invalid-id';
  readonly category = 'invalid';

  constructor(readonly kind: string) {
    super(`The ${kind} must be a UUID such as 018f4a3e-7c1b-7d3a-9f00-2b6a5c1d9e10.`, { meta: { kind } });
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function parseUuid<Id extends string>(kind: string, value: unknown): Id {
  if (typeof value !== 'string' || !UUID.test(value.toLowerCase())) throw new InvalidIdError(kind);
  return value.toLowerCase() as Id;
}

export const parseMerchantId = (value: unknown): MerchantId => parseUuid<MerchantId>('merchant id', value);
export const parseApiKeyId = (value: unknown): ApiKeyId => parseUuid<ApiKeyId>('API key id', value);
export const parseEventId = (value: unknown): EventId => parseUuid<EventId>('event id', value);
export const parseWarehouseId = (value: unknown): WarehouseId => parseUuid<WarehouseId>('warehouse id', value);

/**
 * A new UUID, version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then randomness. Rows made together lie together in
 * an index, which random version 4 ids do not.
 */
export function newId<Id extends string = string>(now: number = Date.now()): Id {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id;
}
