/** One order line that wants stock. */
export interface Wish {
  readonly lineId: string;
  /** Merchant and SKU: what is asked of. */
  readonly stockKey: string;
  readonly quantity: number;
}

export type Grant =
  | { readonly lineId: string; readonly granted: true }
  | { readonly lineId: string; readonly granted: false; readonly reason: string };

/**
 * Grants lines in the order in which they came, as long as what is free lasts. A line is granted whole or not at all,
 * and one that is refused leaves what it could not have to the next: pure, so that any interleaving can be tried.
 * @param free units not promised yet, by stock key; a key that is missing has no stock at all
 */
export function grantInOrder(wishes: readonly Wish[], free: ReadonlyMap<string, number>): Grant[] {
  const left = new Map(free);
  return wishes.map(({ lineId, stockKey, quantity }) => {
    const units = left.get(stockKey);
    if (units === undefined) return { lineId, granted: false, reason: 'No stock is kept of this SKU.' };
    if (units < quantity) {
      return { lineId, granted: false, reason: `${quantity} wanted, ${units} left.` };
    }
    left.set(stockKey, units - quantity);
    return { lineId, granted: true };
  });
}
