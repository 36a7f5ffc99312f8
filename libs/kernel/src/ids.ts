import { randomBytes } from 'node:crypto';
import { AppError } from './app-error.js';

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type MerchantId = Branded<string, 'MerchantId'>;
export type ApiKeyId = Branded<string, 'ApiKeyId'>;
export type EventId = Branded<string, 'EventId'>;
export type WarehouseId = Branded<string, 'WarehouseId'>;
export type ShopId = Branded<string, 'ShopId'>;
export type ProductId = Branded<string, 'ProductId'>;
export type ListingId = Branded<string, 'ListingId'>;
export type OrderId = Branded<string, 'OrderId'>;
export type ShipmentId = Branded<string, 'ShipmentId'>;
export type ReservationId = Branded<string, 'ReservationId'>;
export type DeclarationId = Branded<string, 'DeclarationId'>;
export type StatementId = Branded<string, 'StatementId'>;
export type PushId = Branded<string, 'PushId'>;

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
export const parseShopId = (value: unknown): ShopId => parseUuid<ShopId>('shop id', value);
export const parseProductId = (value: unknown): ProductId => parseUuid<ProductId>('product id', value);
export const parseListingId = (value: unknown): ListingId => parseUuid<ListingId>('listing id', value);
export const parseOrderId = (value: unknown): OrderId => parseUuid<OrderId>('order id', value);
export const parseShipmentId = (value: unknown): ShipmentId => parseUuid<ShipmentId>('shipment id', value);
export const parseReservationId = (value: unknown): ReservationId => parseUuid<ReservationId>('reservation id', value);
export const parseDeclarationId = (value: unknown): DeclarationId => parseUuid<DeclarationId>('declaration id', value);
export const parseStatementId = (value: unknown): StatementId => parseUuid<StatementId>('statement id', value);
export const parsePushId = (value: unknown): PushId => parseUuid<PushId>('push id', value);

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
