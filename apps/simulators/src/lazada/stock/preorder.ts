/** Units that will be sold before they have arrived. They lie outside the stock that can ship now. */
export interface PreOrder {
  readonly bizCode: string;
  readonly warehouse: string;
  readonly shipMs: number;
  readonly quantity: number;
}

export interface PreOrderChange {
  /** Undefined adds a new pre-order. */
  readonly bizCode: string | undefined;
  readonly warehouse: string;
  readonly shipMs: number | undefined;
  readonly delta: number;
}

/** The marketplace's sign that a pre-order is taken away, in place of a difference. */
export const DELETES_PREORDER = -99_999_999_999;

/** The list after a change, or `unknown` when the code names none, `negative` when too much is taken. */
export function changePreOrders(
  list: readonly PreOrder[],
  change: PreOrderChange,
  newCode: () => string,
): readonly PreOrder[] | 'unknown' | 'negative' {
  if (change.bizCode === undefined) {
    if (change.delta < 0 || change.shipMs === undefined) return 'negative';
    const { warehouse, shipMs, delta } = change;
    return [...list, { bizCode: newCode(), warehouse, shipMs, quantity: delta }];
  }
  const found = list.find((one) => one.bizCode === change.bizCode);
  if (!found) return 'unknown';
  const others = list.filter((one) => one !== found);
  if (change.delta === DELETES_PREORDER) return others;
  const quantity = found.quantity + change.delta;
  return quantity < 0 ? 'negative' : [...others, { ...found, quantity, shipMs: change.shipMs ?? found.shipMs }];
}
