import type { MerchantId, ShopId } from '@pinglu/kernel';

export const marketplaces = ['lazada', 'shopee'] as const;
export type Marketplace = (typeof marketplaces)[number];

/** Where the marketplaces sell, and the money they sell in. */
export const currencyOfCountry = { SG: 'SGD', MY: 'MYR', TH: 'THB', VN: 'VND', PH: 'PHP', ID: 'IDR' } as const;
export type Country = keyof typeof currencyOfCountry;
export type ShopCurrency = (typeof currencyOfCountry)[Country];
export const countries = Object.keys(currencyOfCountry) as Country[];

export const shopStatuses = ['connected', 'disconnected'] as const;
export type ShopStatus = (typeof shopStatuses)[number];

export const disconnectReasons = ['refresh-token-refused', 'refresh-token-expired'] as const;
export type DisconnectReason = (typeof disconnectReasons)[number];

/** One seller's account on one marketplace in one country. */
export interface Shop {
  readonly shopId: ShopId;
  readonly merchantId: MerchantId;
  readonly marketplace: Marketplace;
  readonly country: Country;
  readonly currency: ShopCurrency;
  /** The marketplace's id of the seller, unique per country. */
  readonly externalSellerId: string;
  readonly name: string;
  /** The seller ships from another country: its parcels pass customs. */
  readonly crossBorder: boolean;
  readonly status: ShopStatus;
  /** Null while connected. */
  readonly disconnectedBecause: DisconnectReason | null;
  readonly connectedAt: Date;
  readonly version: number;
}

/** What the marketplace says of the account behind a consent. */
export interface ShopAccount {
  readonly marketplace: Marketplace;
  readonly country: Country;
  readonly externalSellerId: string;
  readonly name: string;
  readonly crossBorder: boolean;
}

export interface NewShop {
  readonly shopId: ShopId;
  readonly merchantId: MerchantId;
  readonly account: ShopAccount;
  readonly now: Date;
}

export function connectShop({ shopId, merchantId, account, now }: NewShop): Shop {
  return {
    shopId,
    merchantId,
    ...account,
    name: tidyName(account),
    currency: currencyOfCountry[account.country],
    status: 'connected',
    disconnectedBecause: null,
    connectedAt: now,
    version: 1,
  };
}

/** A merchant consents again: to new tokens for the same shop, whether it was disconnected or not. */
export function reconnectShop(shop: Shop, account: ShopAccount, now: Date): Shop {
  return {
    ...shop,
    name: tidyName(account),
    crossBorder: account.crossBorder,
    status: 'connected',
    disconnectedBecause: null,
    connectedAt: now,
    version: shop.version + 1,
  };
}

/** Answers the shop itself when it is disconnected already. */
export function disconnectShop(shop: Shop, because: DisconnectReason): Shop {
  if (shop.status === 'disconnected') return shop;
  return { ...shop, status: 'disconnected', disconnectedBecause: because, version: shop.version + 1 };
}

/** A name comes from outside: one line of well-formed text, at most 200 characters, never empty. */
function tidyName({ name, marketplace, country, externalSellerId }: ShopAccount): string {
  const oneLine = name.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim();
  const short = [...oneLine].slice(0, 200).join('');
  return short === '' ? `${marketplace} ${country} ${externalSellerId}` : short;
}
