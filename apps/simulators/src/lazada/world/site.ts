/** One country's marketplace. */
export interface Site {
  readonly country: 'sg' | 'my' | 'th' | 'vn' | 'ph' | 'id';
  readonly currency: string;
  /** Digits after the point that amounts on this site have. */
  readonly decimals: 0 | 2;
  readonly utcOffsetHours: 7 | 8;
  /** The middle of a ShopSku: `<item>_<venture>-<sku>`. */
  readonly venture: string;
  readonly domain: string;
  readonly countryName: string;
  readonly carrier: string;
  /** Start of tracking numbers. */
  readonly trackingPrefix: string;
}

const site = (
  country: Site['country'],
  rest: Omit<Site, 'country' | 'decimals' | 'utcOffsetHours'> & Partial<Site>,
): Site => ({ country, decimals: 2, utcOffsetHours: 8, ...rest });

export const SITES: readonly Site[] = [
  site('sg', {
    currency: 'SGD',
    venture: 'SGAMZ',
    domain: 'lazada.sg',
    countryName: 'Singapore',
    carrier: 'LEX SG',
    trackingPrefix: 'LEXSG',
  }),
  site('my', {
    currency: 'MYR',
    venture: 'MY',
    domain: 'lazada.com.my',
    countryName: 'Malaysia',
    carrier: 'LEX MY',
    trackingPrefix: 'LEXMY',
  }),
  site('th', {
    currency: 'THB',
    venture: 'TH',
    domain: 'lazada.co.th',
    countryName: 'Thailand',
    carrier: 'LEX TH',
    trackingPrefix: 'LEXDO',
    utcOffsetHours: 7,
  }),
  site('vn', {
    currency: 'VND',
    decimals: 0,
    venture: 'VNAMZ',
    domain: 'lazada.vn',
    countryName: 'Vietnam',
    carrier: 'LEX VN',
    trackingPrefix: 'LEXVN',
    utcOffsetHours: 7,
  }),
  site('ph', {
    currency: 'PHP',
    venture: 'PH',
    domain: 'lazada.com.ph',
    countryName: 'Philippines',
    carrier: 'LEX PH',
    trackingPrefix: 'LEXPH',
  }),
  site('id', {
    currency: 'IDR',
    venture: 'ID',
    domain: 'lazada.co.id',
    countryName: 'Indonesia',
    carrier: 'LEX ID',
    trackingPrefix: 'LEXID',
    utcOffsetHours: 7,
  }),
];

export const findSite = (country: string): Site | undefined => SITES.find((one) => one.country === country);

/** Minor units as the number that answers carry: 19900 of two decimals is 199. */
export const toNumber = (minor: number, one: Site): number => minor / 10 ** one.decimals;

/** Minor units as text with thousands separators: `1,240.00`. */
export function toGroupedText(minor: number, one: Site): string {
  const [whole, fraction] = toPlainText(Math.abs(minor), one).split('.');
  const grouped = whole!.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return (minor < 0 ? '-' : '') + grouped + (fraction === undefined ? '' : `.${fraction}`);
}

/** Minor units as text without separators: `1240.00`. */
export function toPlainText(minor: number, one: Site): string {
  const digits = String(Math.abs(minor)).padStart(one.decimals + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return one.decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Text such as `199.5` as minor units, or why it is none. */
export function readAmount(value: string, one: Site): number | 'no-amount' | 'too-precise' {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(value.trim());
  if (!match) return 'no-amount';
  const fraction = (match[2] ?? '').padEnd(one.decimals, '0');
  // Digits beyond the currency's own are taken when they say nothing: 199.000 is 199.
  if (/[1-9]/.test(fraction.slice(one.decimals))) return 'too-precise';
  return Number(match[1]! + fraction.slice(0, one.decimals));
}

/** Text such as `199.5` as minor units; undefined when it is no amount of this site. */
export function parseAmount(value: string, one: Site): number | undefined {
  const result = readAmount(value, one);
  return typeof result === 'number' ? result : undefined;
}

/** `2026-01-02 10:13:29 +0700`: the site's own time, as orders show it. */
export function toLocalTime(ms: number, one: Site): string {
  const local = new Date(ms + one.utcOffsetHours * 3_600_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)} +0${one.utcOffsetHours}00`;
}

/** `2026-01-02T23:59:59+07:00`. */
export function toIsoWithOffset(ms: number, one: Site): string {
  return `${new Date(ms + one.utcOffsetHours * 3_600_000).toISOString().slice(0, 19)}+0${one.utcOffsetHours}:00`;
}

/** Number of the local day an instant falls on, counted from 1970. */
export const localDay = (ms: number, one: Site): number =>
  Math.floor((ms + one.utcOffsetHours * 3_600_000) / 86_400_000);

/** The instant at which a local day begins. */
export const startOfDay = (day: number, one: Site): number => day * 86_400_000 - one.utcOffsetHours * 3_600_000;
