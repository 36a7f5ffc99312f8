/** The warehouse that every shop has. */
export const DEFAULT_WAREHOUSE = 'dropshipping';

/** `sellable` is what buyers can order; `withhold` waits for payment; `occupy` is paid and not yet handed over. */
interface Units {
  readonly sellable: number;
  readonly withhold: number;
  readonly occupy: number;
}

/** Stock of one variant in one warehouse of the seller. */
export interface WarehouseStock extends Units {
  readonly code: string;
}

/** Stock of one variant, summed over the shop's warehouses. The three kinds together are the total. */
export interface Stock extends Units {
  /** Part of `sellable` that a campaign has locked, in whichever warehouse: the seller cannot go below it. */
  readonly campaignLock: number;
  /** At least one; the first is the default. */
  readonly warehouses: readonly WarehouseStock[];
}

/** All units lie in the first of the warehouses. */
export function newStock(sellable: number, codes: readonly string[] = [DEFAULT_WAREHOUSE]): Stock {
  const warehouses = codes.map((code, index) => ({
    code,
    sellable: index === 0 ? sellable : 0,
    withhold: 0,
    occupy: 0,
  }));
  return { sellable, withhold: 0, occupy: 0, campaignLock: 0, warehouses };
}

export const totalOf = (units: Units): number => units.sellable + units.withhold + units.occupy;

export type Movement = 'placed-unpaid' | 'placed-paid' | 'paid' | 'expired' | 'cancelled-after-payment' | 'handed-over';

const CHANGES: Readonly<Record<Movement, Units>> = {
  'placed-unpaid': { sellable: -1, withhold: 1, occupy: 0 },
  'placed-paid': { sellable: -1, withhold: 0, occupy: 1 },
  paid: { sellable: 0, withhold: -1, occupy: 1 },
  expired: { sellable: 1, withhold: -1, occupy: 0 },
  'cancelled-after-payment': { sellable: 1, withhold: 0, occupy: -1 },
  'handed-over': { sellable: 0, withhold: 0, occupy: -1 },
};

const KINDS = ['sellable', 'withhold', 'occupy'] as const;

/**
 * The stock after units have moved, in the warehouse that is named as far as it has them, the rest in the others. A
 * sale eats into a campaign's lock once nothing else is left.
 */
export function move(stock: Stock, movement: Movement, units: number, warehouse = DEFAULT_WAREHOUSE): Stock {
  const change = CHANGES[movement];
  const source = KINDS.find((kind) => change[kind] < 0)!;
  const named = stock.warehouses.filter((one) => one.code === warehouse);
  const order = [...named, ...stock.warehouses.filter((one) => one.code !== warehouse)];
  const moved = new Map<string, number>();
  let left = units;
  for (const one of order) {
    const here = Math.min(left, Math.max(0, one[source]));
    moved.set(one.code, here);
    left -= here;
  }
  // What is nowhere is taken all the same: a movement tells what has happened.
  const first = order[0]!.code;
  moved.set(first, (moved.get(first) ?? 0) + left);
  return summed(
    stock,
    stock.warehouses.map((one) => {
      const here = moved.get(one.code) ?? 0;
      return {
        code: one.code,
        sellable: one.sellable + change.sellable * here,
        withhold: one.withhold + change.withhold * here,
        occupy: one.occupy + change.occupy * here,
      };
    }),
  );
}

export type StockRefusal =
  'negative' | 'negative-sellable' | 'below-promised' | 'below-campaign-lock' | 'unknown-warehouse';

/** Sets a warehouse's total, as a price and quantity update does: what is promised to buyers must stay covered. */
export function setTotal(stock: Stock, total: number, warehouse = DEFAULT_WAREHOUSE): Stock | StockRefusal {
  if (total < 0) return 'negative';
  const found = stock.warehouses.find((one) => one.code === warehouse);
  if (!found) return 'unknown-warehouse';
  const sellable = total - found.withhold - found.occupy;
  if (sellable < 0) return 'below-promised';
  return setSellable(stock, sellable, warehouse);
}

export function setSellable(stock: Stock, sellable: number, warehouse = DEFAULT_WAREHOUSE): Stock | StockRefusal {
  if (sellable < 0) return 'negative';
  if (!stock.warehouses.some((one) => one.code === warehouse)) return 'unknown-warehouse';
  const warehouses = stock.warehouses.map((one) => (one.code === warehouse ? { ...one, sellable } : one));
  const result = summed(stock, warehouses);
  return result.sellable < stock.campaignLock ? 'below-campaign-lock' : result;
}

/** Adds to what buyers can order, or takes from it when `delta` is negative. */
export function adjustSellable(stock: Stock, delta: number, warehouse = DEFAULT_WAREHOUSE): Stock | StockRefusal {
  const found = stock.warehouses.find((one) => one.code === warehouse);
  if (!found) return 'unknown-warehouse';
  const result = setSellable(stock, found.sellable + delta, warehouse);
  return result === 'negative' ? 'negative-sellable' : result;
}

function summed(stock: Stock, warehouses: readonly WarehouseStock[]): Stock {
  const sum = (kind: keyof Units): number => warehouses.reduce((all, one) => all + one[kind], 0);
  const sellable = sum('sellable');
  return {
    sellable,
    withhold: sum('withhold'),
    occupy: sum('occupy'),
    campaignLock: Math.max(0, Math.min(stock.campaignLock, sellable)),
    warehouses,
  };
}
