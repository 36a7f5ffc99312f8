import { DEFAULT_WAREHOUSE, type Stock } from '../stock/stock.js';

/** The warehouse that each of the units ships from: the one that is named, or the first that still has one. */
export function chooseWarehouses(stock: Stock, units: number, named: string | undefined): string[] {
  if (named !== undefined) return Array.from({ length: units }, () => named);
  const codes = stock.warehouses.flatMap(({ code, sellable }) =>
    Array.from({ length: Math.max(0, Math.min(units, sellable)) }, () => code),
  );
  const first = stock.warehouses[0]?.code ?? DEFAULT_WAREHOUSE;
  return Array.from({ length: units }, (_, index) => codes[index] ?? first);
}
