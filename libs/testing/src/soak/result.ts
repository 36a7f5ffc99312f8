import { total, type Finding } from './compare/finding.js';

/** One count as each side has it; undefined where a side does not count it. */
export interface Counted {
  readonly what: string;
  readonly theirs?: number;
  readonly ours?: number;
}

export interface SoakResult {
  readonly counts: readonly Counted[];
  /** Every difference that was left when both sides had had time to settle. */
  readonly findings: readonly Finding[];
  readonly lost: number;
  readonly doubled: number;
  readonly oversold: number;
  /** Calls during a ban that had been told of, by path; undefined when the stand-in does not count them. */
  readonly whileBanned: Readonly<Record<string, number>> | undefined;
  /** The most calls that wrote stock within a second. */
  readonly stockCallsPerSecond: { readonly most: number; readonly allowed: number };
  /** From the last buyer to both sides being even; undefined when they never were. */
  readonly settledAfterMs: number | undefined;
}

export const verdict = (
  findings: readonly Finding[],
): Pick<SoakResult, 'findings' | 'lost' | 'doubled' | 'oversold'> => ({
  findings,
  lost: total(findings, 'lost'),
  doubled: total(findings, 'doubled'),
  oversold: total(findings, 'oversold'),
});
