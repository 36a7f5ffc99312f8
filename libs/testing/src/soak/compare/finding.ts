/** `lost`: it is there and we do not have it. `doubled`: we have it more than once. `oversold`: units that are not there. */
export interface Finding {
  readonly kind: 'lost' | 'doubled' | 'oversold';
  /** How many: units where units are counted, else 1. */
  readonly count: number;
  readonly text: string;
}

export const lost = (text: string): Finding => ({ kind: 'lost', count: 1, text });
export const doubled = (text: string): Finding => ({ kind: 'doubled', count: 1, text });

/** Expects exactly one: none is lost, several are doubled. */
export function exactlyOne(count: number, text: string): Finding[] {
  if (count === 1) return [];
  const told = `${text} (${count} times)`;
  return [count === 0 ? lost(told) : doubled(told)];
}

export const total = (findings: readonly Finding[], kind: Finding['kind']): number =>
  findings.reduce((sum, finding) => (finding.kind === kind ? sum + finding.count : sum), 0);

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Units by SKU. */
export function unitsBySku(items: readonly { readonly sellerSku: string; readonly quantity?: number }[]) {
  const units = new Map<string, number>();
  for (const { sellerSku, quantity = 1 } of items) units.set(sellerSku, (units.get(sellerSku) ?? 0) + quantity);
  return units;
}
