/** The terms of what a shop may offer of a SKU, in units. */
export interface AvailabilityTerms {
  readonly onHand: number;
  /** Promised to orders and not shipped. */
  readonly reserved: number;
  /** Set aside for a live session. */
  readonly ringFenced: number;
  /** Kept back because the marketplace learns of sales late. */
  readonly buffer: number;
}

/** Never below 0: a marketplace has no word for "already promised twice". */
export const availableOf = ({ onHand, reserved, ringFenced, buffer }: AvailabilityTerms): number =>
  Math.max(0, onHand - reserved - ringFenced - buffer);
