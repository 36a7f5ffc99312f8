/**
 * What a shop shows of a SKU, as far as we know. A shop counts its own sales: it takes them off by itself, heard of by us
 * or not. So we follow not what it shows but what it *will have shown once we have heard of everything*:
 *
 *     shows = settled − unheard
 *
 * Each own sale that is heard lowers `settled` and `unheard` alike; a write that follows a reading moves `shows` and
 * `settled` alike. So the equation holds without comparing clocks. Only a write without a reading (blind) breaks it.
 */
export interface ShopLevel {
  /** Units on show once every own sale and cancellation is heard of; null while nobody knows. */
  readonly settled: number | null;
  /** Own units sold that we had not heard of when the shop was last read; below 0 when it took back more than it sold. */
  readonly unheard: number;
}

/** What the marketplace says of a SKU in a shop. Null is what it does not say, which is not 0. */
export interface LevelReading {
  readonly sellable: number;
  readonly withheld: number | null;
  readonly occupied: number | null;
  readonly campaignLocked: number;
}

export interface Knowledge extends ShopLevel {
  /** What the shop may offer by what we know. */
  readonly available: number;
  /** Units of orders of this shop that we know of and that it still holds for their buyers. */
  readonly open: number;
  /** What a write whose outcome nobody knows would have added to what is shown; null when there is none. */
  readonly pendingShift: number | null;
  /** How long `unheard` has stayed what it is, with nothing heard meanwhile. */
  readonly unchangedMs: number;
}

export interface Decision {
  /** What the shop is to show. When it shows that already, nothing is written. */
  readonly quantity: number;
  readonly unheard: number;
  /** True when a campaign keeps the shop from showing less. */
  readonly lockedAbove: boolean;
}

/** Until then somebody bought it; afterwards somebody changed it by hand. Several pulls of orders fit in. */
export const PATIENCE_MS = { heldIsKnown: 3 * 60_000, heldIsUnknown: 15 * 60_000 } as const;

/** What the shop must be showing; null while nobody knows. */
export const expectedOf = ({ settled, unheard }: ShopLevel): number | null =>
  settled === null ? null : Math.max(0, settled - unheard);

/** What a shop is to show: its own sales that we have not heard of are taken off, never added. */
export const targetOf = ({ available, unheard }: { available: number; unheard: number }): number =>
  Math.max(0, available - Math.max(0, unheard));

/**
 * Whether a shop shows what it is to show, as far as that can be told without reading it. The column `in_step` says the
 * same. Once more is unheard than there is to offer, what is shown tells nothing of what is missing below 0: then it has to
 * be read again after every change.
 * @param availableThen what it might offer when it was last read or written to
 */
export const isInStep = ({
  settled,
  unheard,
  available,
  availableThen,
}: {
  settled: number;
  unheard: number;
  available: number;
  availableThen: number;
}): boolean =>
  settled - unheard === targetOf({ available, unheard }) && (unheard <= available || available === availableThen);

/** Decides by a reading what the shop is to show. */
export function decideByReading(knowledge: Knowledge, reading: LevelReading): Decision {
  const unheard = unheardBy(knowledge, reading);
  const wanted = targetOf({ available: knowledge.available, unheard });
  const quantity = Math.max(wanted, Math.min(reading.campaignLocked, reading.sellable));
  return { quantity, unheard, lockedAbove: quantity > wanted };
}

function unheardBy(knowledge: Knowledge, reading: LevelReading): number {
  const settled = settledBy(knowledge, reading.sellable);
  const missing = settled === null ? null : settled - reading.sellable;
  const held = heldBy(reading);
  // Handed over or cancelled without our knowledge lowers this, so it never says too much, but may say too little.
  const heldForOthers = held === null ? null : held - knowledge.open;
  if (missing === null) return Math.max(0, heldForOthers ?? 0);
  const patience = heldForOthers === null ? PATIENCE_MS.heldIsUnknown : PATIENCE_MS.heldIsKnown;
  if (missing === knowledge.unheard && knowledge.unchangedMs >= patience) return Math.max(0, heldForOthers ?? 0);
  return heldForOthers === null ? missing : Math.max(missing, heldForOthers);
}

/** A write of which nobody knows whether it was done: what is shown tells, and in doubt whichever leaves less on sale. */
function settledBy({ settled, unheard, pendingShift }: Knowledge, sellable: number): number | null {
  if (settled === null || pendingShift === null) return settled;
  const off = (candidate: number): number => Math.abs(candidate - unheard - sellable);
  const done = settled + pendingShift;
  if (off(done) === off(settled)) return Math.max(done, settled);
  return off(done) < off(settled) ? done : settled;
}

const heldBy = ({ withheld, occupied }: LevelReading): number | null =>
  withheld === null || occupied === null ? null : withheld + occupied;
