import type { Currency } from '@pinglu/kernel';
import type { MarketplaceError } from './errors.js';

/** ISO 3166-1 alpha-2 codes of the countries that are sold to, each with the currency its shops trade in. */
export const currencyOfCountry = {
  SG: 'SGD',
  MY: 'MYR',
  TH: 'THB',
  VN: 'VND',
  PH: 'PHP',
  ID: 'IDR',
} as const satisfies Record<string, Currency>;

export type SalesCountry = keyof typeof currencyOfCountry;
export const salesCountries = Object.keys(currencyOfCountry) as readonly SalesCountry[];

/** On whose behalf a call is made. The token that the gateway hands out for a shop is one. Never log it. */
export interface ShopAccess {
  readonly accessToken: string;
  /** ISO 3166-1 alpha-2 of the shop's sales channel. */
  readonly country: string;
  /**
   * The seller whom the token speaks for, as `AuthorizedAccount` names it. Where the marketplace wants it in every call it
   * must be there; elsewhere it tells whose call budget is used, and stays the same when the token is renewed.
   */
  readonly externalSellerId?: string;
}

/** First come the calls on which a sale depends: last units, packing. Last what may wait a minute. */
export type CallPriority = 'urgent' | 'normal' | 'background';

/** The per-item answer of a bulk call: every item that was asked for is in one of the two. */
export interface BulkResult<Key extends string = string> {
  readonly succeeded: readonly Key[];
  readonly failed: readonly ItemFailure<Key>[];
}

export interface ItemFailure<Key extends string = string> {
  readonly key: Key;
  readonly error: MarketplaceError;
}

/** A page of a list. Ask again with `nextCursor`, whose content is the adapter's own, until it is null. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export interface AuthorizeUrlRequest {
  /** Must be exactly the address that is registered for the app at the marketplace. */
  readonly redirectUri: string;
  /** Comes back with the code, so that the caller recognises its own request. */
  readonly state: string;
  readonly country?: string;
}

/** What a consent, or a refresh, gives. To be stored encrypted, the pair at once. */
export interface Authorization {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
  readonly refreshExpiresAt: Date;
  /** The seller ships from another country: one pair of tokens is valid for all of `accounts`. */
  readonly crossBorder: boolean;
  /**
   * Each account must be given tokens of its own by `auth.refresh` before it is used: this pair is only their common
   * beginning, and its refresh token works once for each of them.
   */
  readonly pairPerAccount: boolean;
  /** One per sales channel that the tokens open. */
  readonly accounts: readonly AuthorizedAccount[];
}

/** Whom a pair of tokens speaks for. A `merchant` owns shops in several countries; a `user` streams live. */
export interface TokenSubject {
  readonly kind: 'shop' | 'merchant' | 'user';
  readonly externalSellerId: string;
}

export interface AuthorizedAccount extends TokenSubject {
  /** Unique per country only. */
  readonly externalSellerId: string;
  /** Null of an account that is not of one country. */
  readonly country: SalesCountry | null;
  /** The marketplace's short code of the seller; the name is answered by `seller.get`. */
  readonly shortCode: string | null;
}

/** A place the seller ships from, as the marketplace knows it. */
export interface SellerWarehouse {
  /** What orders and stock name it by. */
  readonly code: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly active: boolean;
}

export interface SellerAccount {
  readonly externalSellerId: string;
  readonly name: string;
  readonly shortCode: string | null;
  readonly crossBorder: boolean;
  readonly status: 'active' | 'inactive' | 'deleted' | 'unrecognized';
  readonly rawStatus: string;
}
