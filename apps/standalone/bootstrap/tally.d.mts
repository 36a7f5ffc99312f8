export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly notes: readonly string[];
}

export declare function readJestReport(
  file: string,
  ended: { readonly code: number | null; readonly signal: string | null },
): Tally;
export declare function sum(tallies: readonly Tally[]): Tally;
export declare function summaryLine(tally: Tally): string;
