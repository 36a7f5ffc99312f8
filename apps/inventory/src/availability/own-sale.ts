import type { MerchantId, ShopId } from '@pinglu/kernel';

/** A change that a shop has made to what it shows by itself, because of an order of its own. */
export interface OwnSale {
  readonly merchantId: MerchantId;
  readonly shopId: ShopId;
  readonly sellerSku: string;
  /** Sold; below 0 when taken back by a cancellation; 0 when both were heard of at once. */
  readonly units: number;
  /** It happened within these instants, by the clock of the marketplace. */
  readonly from: Date;
  readonly to: Date;
}

/** When a quantity was written without a reading before it, by our clock. */
export interface BlindWrite {
  readonly from: Date;
  readonly to: Date;
}

export interface Hearing {
  /** Whether what the shop did shows in what it shows now; false when our write has overwritten it. */
  readonly shows: boolean;
  /** Cannot be told: the shop must be looked at. */
  readonly doubtful: boolean;
}

/**
 * What a change that is heard of now means for what the shop shows. After a reading the level has it, whenever it took
 * place. A blind write has overwritten what came before it; too close to tell, what leaves less on sale is assumed until
 * the shop has been looked at.
 */
export function hear(
  { units, from, to }: Pick<OwnSale, 'units' | 'from' | 'to'>,
  last: BlindWrite | null,
  marginMs: number,
): Hearing {
  if (last === null) return { shows: true, doubtful: false };
  if (+to < +last.from - marginMs) return { shows: false, doubtful: false };
  if (+from > +last.to + marginMs) return { shows: true, doubtful: false };
  return { shows: units < 0, doubtful: true };
}
