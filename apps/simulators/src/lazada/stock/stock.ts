/**
 * Stock of one variant in the shop's one warehouse. `sellable` is what buyers can order; `withhold` waits for payment;
 * `occupy` is paid and not yet handed over. Together they are the total.
 */
export interface Stock {
  readonly sellable: number;
  readonly withhold: number;
  readonly occupy: number;
  /** Part of `sellable` that a campaign has locked: the seller cannot go below it. */
  readonly campaignLock: number;
}

export const newStock = (sellable: number): Stock => ({ sellable, withhold: 0, occupy: 0, campaignLock: 0 });

export const totalOf = (stock: Stock): number => stock.sellable + stock.withhold + stock.occupy;

export type Movement = 'placed-unpaid' | 'placed-paid' | 'paid' | 'expired' | 'cancelled-after-payment' | 'handed-over';

const CHANGES: Readonly<Record<Movement, Pick<Stock, 'sellable' | 'withhold' | 'occupy'>>> = {
  'placed-unpaid': { sellable: -1, withhold: 1, occupy: 0 },
  'placed-paid': { sellable: -1, withhold: 0, occupy: 1 },
  paid: { sellable: 0, withhold: -1, occupy: 1 },
  expired: { sellable: 1, withhold: -1, occupy: 0 },
  'cancelled-after-payment': { sellable: 1, withhold: 0, occupy: -1 },
  'handed-over': { sellable: 0, withhold: 0, occupy: -1 },
};

/** The stock after units have moved. A sale eats into a campaign's lock once nothing else is left. */
export function move(stock: Stock, movement: Movement, units: number): Stock {
  const change = CHANGES[movement];
  const sellable = stock.sellable + change.sellable * units;
  return {
    sellable,
    withhold: stock.withhold + change.withhold * units,
    occupy: stock.occupy + change.occupy * units,
    campaignLock: Math.max(0, Math.min(stock.campaignLock, sellable)),
  };
}

export type StockRefusal = 'negative' | 'below-promised' | 'below-campaign-lock';

/** Sets the total, as a price and quantity update does: what is promised to buyers must stay covered. */
export function setTotal(stock: Stock, total: number): Stock | StockRefusal {
  if (total < 0) return 'negative';
  const sellable = total - stock.withhold - stock.occupy;
  if (sellable < 0) return 'below-promised';
  return setSellable(stock, sellable);
}

export function setSellable(stock: Stock, sellable: number): Stock | StockRefusal {
  if (sellable < 0) return 'negative';
  if (sellable < stock.campaignLock) return 'below-campaign-lock';
  return { ...stock, sellable };
}
