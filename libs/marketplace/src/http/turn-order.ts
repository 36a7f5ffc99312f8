import type { CallPriority } from '../port/types.js';

export const priorities = ['urgent', 'normal', 'background'] as const satisfies readonly CallPriority[];

/** By priority, when the first in its row came (any number that grows); null when nobody waits there. */
export type FirstInRow = Readonly<Record<CallPriority, number | null>>;

export interface Choice {
  readonly priority: CallPriority;
  /** Turns in a row at which somebody less urgent was passed over; to be handed in with the next question. */
  readonly passedOver: number;
}

/** One turn in ten is given away, so that the less urgent do not wait for ever and the urgent hardly wait longer. */
const mostPassedOver = 9;

/**
 * Whose turn it is: the most urgent's, and within a row whoever came first. After nine turns in a row at which somebody
 * less urgent was passed over, the one of them who has waited longest goes. Null when nobody waits.
 */
export function nextTurn(first: FirstInRow, passedOver: number): Choice | null {
  const waiting = priorities.filter((priority) => first[priority] !== null);
  const [most, ...less] = waiting;
  if (most === undefined) return null;
  if (less.length === 0) return { priority: most, passedOver: 0 };
  if (passedOver < mostPassedOver) return { priority: most, passedOver: passedOver + 1 };
  const cameFirst = less.reduce((a, b) => (first[b]! < first[a]! ? b : a));
  return { priority: cameFirst, passedOver: 0 };
}
