/** What a marketplace country says about money and prices. */
export interface RegionRule {
  readonly region: string;
  readonly currency: string;
  /** Digits after the point that amounts of money have: fees are charged to this. */
  readonly decimals: 0 | 2;
  /** Digits after the point that a seller may give a price. */
  readonly priceDecimals: 0 | 2;
  /** How many times the cheapest model of one item the dearest may cost. */
  readonly priceRatio: number;
  /** In minor units. */
  readonly minPrice: number;
  readonly maxPrice: number;
}

/** A merchant of a mainland seller center may spread the prices of one item this far, in every country. */
export const CROSS_BORDER_PRICE_RATIO = 7;

const rule = (region: string, currency: string, rest: Partial<RegionRule> = {}): RegionRule => {
  const decimals = rest.decimals ?? 2;
  const unit = 10 ** decimals;
  return {
    region,
    currency,
    decimals,
    priceDecimals: 0,
    priceRatio: 5,
    minPrice: rest.priceDecimals === 2 ? unit / 10 : unit,
    maxPrice: 10_000_000 * unit,
    ...rest,
  };
};

const RULES: readonly RegionRule[] = [
  rule('SG', 'SGD', { priceDecimals: 2 }),
  rule('MY', 'MYR', { priceDecimals: 2, priceRatio: 7 }),
  rule('TH', 'THB'),
  rule('VN', 'VND', { decimals: 0, minPrice: 1000, maxPrice: 120_000_000 }),
  rule('PH', 'PHP'),
  rule('ID', 'IDR', { decimals: 0, priceRatio: 7, minPrice: 99, maxPrice: 150_000_000 }),
  rule('TW', 'TWD', { decimals: 0 }),
  rule('BR', 'BRL', { priceDecimals: 2, priceRatio: 4 }),
  rule('MX', 'MXN', { priceDecimals: 2 }),
  rule('CO', 'COP', { decimals: 0, priceRatio: 9 }),
  rule('CL', 'CLP', { decimals: 0, priceRatio: 9 }),
  rule('PL', 'PLN', { priceDecimals: 2 }),
  rule('AR', 'ARS', { priceDecimals: 2 }),
  // Where merchants with global products are at home.
  rule('CN', 'CNY', { priceDecimals: 2, priceRatio: CROSS_BORDER_PRICE_RATIO }),
  rule('HK', 'USD', { priceDecimals: 2, priceRatio: CROSS_BORDER_PRICE_RATIO }),
  rule('KR', 'KRW', { decimals: 0, priceRatio: CROSS_BORDER_PRICE_RATIO }),
];

export function regionRule(region: string): RegionRule {
  const found = RULES.find((one) => one.region === region.toUpperCase());
  if (!found) throw new Error(`There is no rule for the region ${region}; add it to region-rule.ts.`);
  return found;
}

/** Minor units as the number that answers carry: 1550 of SGD is 15.5. */
export const toMajor = (minor: number, decimals: number): number => minor / 10 ** decimals;

/**
 * A number of a body as minor units; undefined when it has digits beyond `allowed`, or is no amount. Text is read too:
 * some clients send prices as text.
 */
export function toMinor(value: unknown, { decimals, allowed = decimals }: { decimals: number; allowed?: number }) {
  const match = /^(\d{1,13})(?:\.(\d+))?$/.exec(typeof value === 'number' ? String(value) : textOf(value));
  if (!match) return undefined;
  const fraction = match[2] ?? '';
  if (/[1-9]/.test(fraction.slice(allowed))) return undefined;
  return Number(match[1]! + fraction.slice(0, decimals).padEnd(decimals, '0'));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
