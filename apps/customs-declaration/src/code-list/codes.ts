import type { Currency } from '@pinglu/kernel';

/** How customs writes what we write otherwise. From tables of about 2019, checked against the 202205 specification. */

export interface Destination {
  /** Three digits, as the export messages still carry. */
  readonly code: string;
  readonly name: string;
}

/** By ISO 3166-1 alpha-2. */
const destinations: Readonly<Record<string, Destination>> = {
  BN: { code: '105', name: 'Brunei' },
  ID: { code: '112', name: 'Indonesia' },
  KH: { code: '107', name: 'Cambodia' },
  LA: { code: '119', name: 'Laos' },
  MM: { code: '106', name: 'Myanmar' },
  MY: { code: '122', name: 'Malaysia' },
  PH: { code: '129', name: 'Philippines' },
  SG: { code: '132', name: 'Singapore' },
  TH: { code: '136', name: 'Thailand' },
  VN: { code: '141', name: 'Vietnam' },
};

export const destinationOf = (country: string): Destination | undefined =>
  Object.hasOwn(destinations, country) ? destinations[country] : undefined;

/** Null: customs has no code for it that we could confirm, so nothing can be declared in it. */
const currencyCodes: Readonly<Record<Currency, string | null>> = {
  CNY: '142',
  IDR: '112',
  MYR: '122',
  PHP: '129',
  SGD: '132',
  THB: '136',
  USD: '502',
  VND: null,
};

export const currencyCodeOf = (currency: Currency): string | null => currencyCodes[currency];

export const KILOGRAM = '035';
/** 件, the unit that things are sold by. */
export const PIECE = '011';
