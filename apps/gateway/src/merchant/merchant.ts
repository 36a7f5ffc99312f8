import type { MerchantId } from '@pinglu/kernel';
import {
  MerchantAlreadySuspendedError,
  MerchantNameInvalidError,
  MerchantNotSuspendedError,
} from './merchant.errors.js';

export const merchantStatuses = ['active', 'suspended'] as const;
export type MerchantStatus = (typeof merchantStatuses)[number];

/** A tenant: a seller established in China whose shops we run. */
export interface Merchant {
  readonly merchantId: MerchantId;
  readonly name: string;
  readonly countryOfEstablishment: 'CN';
  readonly status: MerchantStatus;
  readonly registeredAt: Date;
  /** From 1, one more with every change. */
  readonly version: number;
}

export const maxNameLength = 200;

/** The name of a business as people write it: trimmed, one space between words. Throws MerchantNameInvalidError. */
export function parseMerchantName(text: string): string {
  const name = text.normalize('NFC').trim().replace(/\s+/gu, ' ');
  // Counted as JSON Schema counts: in code points.
  const length = [...name].length;
  if (length < 1 || length > maxNameLength || /\p{Cc}/u.test(name)) throw new MerchantNameInvalidError();
  return name;
}

export function registerMerchant(given: { merchantId: MerchantId; name: string; now: Date }): Merchant {
  return {
    merchantId: given.merchantId,
    name: parseMerchantName(given.name),
    countryOfEstablishment: 'CN',
    status: 'active',
    registeredAt: given.now,
    version: 1,
  };
}

const changed = (merchant: Merchant, change: Partial<Merchant>): Merchant => ({
  ...merchant,
  ...change,
  version: merchant.version + 1,
});

/** Answers the same merchant, with the same version, when the name is the one it has: nothing happened. */
export function renameMerchant(merchant: Merchant, name: string): Merchant {
  const parsed = parseMerchantName(name);
  return parsed === merchant.name ? merchant : changed(merchant, { name: parsed });
}

export function suspendMerchant(merchant: Merchant): Merchant {
  if (merchant.status === 'suspended') throw new MerchantAlreadySuspendedError();
  return changed(merchant, { status: 'suspended' });
}

export function resumeMerchant(merchant: Merchant): Merchant {
  if (merchant.status !== 'suspended') throw new MerchantNotSuspendedError();
  return changed(merchant, { status: 'active' });
}
