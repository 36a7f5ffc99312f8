import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { parseMerchantId, type MerchantId } from '@pinglu/kernel';

/** What the marketplace carries round for us while the seller consents. */
export interface AuthorizationState {
  readonly authorizationId: string;
  readonly merchantId: MerchantId;
}

const form = /^([0-9a-f]{32})([0-9a-f]{32})\.([\w-]{43})$/;
const dashed = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');

/** @param secret base64; of `INTERNAL_SERVICE_SECRET`, from which a key for this one purpose is derived. */
export const stateKey = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64'), '', 'pinglu shop authorization', 32));

const mac = (text: string, key: Buffer): Buffer => createHmac('sha256', key).update(text).digest();

/** 108 characters that are safe in a URL: which authorization, whose, and our signature over both. */
export function signState({ authorizationId, merchantId }: AuthorizationState, key: Buffer): string {
  const text = (authorizationId + merchantId).replaceAll('-', '');
  return `${text}.${mac(text, key).toString('base64url')}`;
}

/** Undefined when the text was not signed here. */
export function readState(text: string, key: Buffer): AuthorizationState | undefined {
  const [, authorization, merchant, signature] = form.exec(text) ?? [];
  if (authorization === undefined || merchant === undefined || signature === undefined) return undefined;
  if (!timingSafeEqual(mac(authorization + merchant, key), Buffer.from(signature, 'base64url'))) return undefined;
  return { authorizationId: dashed(authorization), merchantId: parseMerchantId(dashed(merchant)) };
}
