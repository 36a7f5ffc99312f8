import { isNewer, orderOf, type Order, type OrderIdentity, type OrderReading, type SkuMapping } from './order.js';
import { progress, type OrderFact } from './order-progress.js';

/** What a reading led to. */
export type TakenIn =
  /** It says nothing that was not known. */
  | { readonly kind: 'known' }
  /** Nothing changed but the time it was read; kept, because it decides about the next reading. */
  | { readonly kind: 'confirmed'; readonly readAt: Date }
  | { readonly kind: 'changed'; readonly order: Order; readonly fact: OrderFact; readonly expected: boolean };

/**
 * Decides what becomes of an order by one reading of it. Readings may come late, twice and in any order: the one with
 * the latest update time of the marketplace, and among those the one read last, always stands in the end.
 */
export function takeIn(
  known: Order | null,
  reading: OrderReading,
  { identity, mapping }: { identity: OrderIdentity; mapping: SkuMapping },
): TakenIn {
  if (known === null) {
    return {
      kind: 'changed',
      order: { ...orderOf(identity, reading, mapping), version: 1 },
      ...progress(null, reading.status),
    };
  }
  if (!isNewer(reading, known)) return { kind: 'known' };
  const order = { ...orderOf(known, reading, mapping), version: known.version + 1 };
  if (sameContent(order, known)) return { kind: 'confirmed', readAt: reading.readAt };
  return { kind: 'changed', order, ...progress(known.status, order.status) };
}

/** Equal in all that is told outside. */
function sameContent(a: Order, b: Order): boolean {
  const told = ({ readAt: _readAt, version: _version, lines, ...rest }: Order): string =>
    JSON.stringify([Object.entries(rest).sort(([x], [y]) => (x < y ? -1 : 1)), lines.map((line) => lineContent(line))]);
  return told(a) === told(b);
}

const lineContent = ({
  lineId,
  sellerSku,
  externalSkuId,
  mapped,
  quantity,
  unitPrice,
  externalLineIds,
  status,
}: Order['lines'][number]) => [
  lineId,
  sellerSku,
  externalSkuId,
  mapped,
  quantity,
  unitPrice.amountMinor,
  unitPrice.currency,
  externalLineIds,
  status,
];
