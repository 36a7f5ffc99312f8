import type { SoakResult } from '@pinglu/testing';

const mostFindings = 40;

/** The counts of both sides beside each other, then what differs. */
export function soakTable({ counts, findings, ...result }: SoakResult): string[] {
  const cell = (count: number | undefined): string => (count === undefined ? '' : String(count)).padStart(12);
  const told = findings.slice(0, mostFindings).map(({ kind, text }) => `    ${kind}: ${text}`);
  const rest = findings.length - told.length;
  const banned = Object.entries(result.whileBanned ?? {});
  return [
    '',
    `    ${''.padEnd(44)} ${'marketplace'.padStart(12)} ${'we'.padStart(12)}`,
    ...counts.map(({ what, theirs, ours }) => `    ${what.padEnd(44)} ${cell(theirs)} ${cell(ours)}`),
    '',
    ...told,
    ...(rest > 0 ? [`    … and ${rest} more`] : []),
    ...banned.map(([path, count]) => `    while banned: ${count} calls of ${path}`),
    result.settledAfterMs === undefined
      ? '  Both sides never became even.'
      : `  Both sides were even ${(result.settledAfterMs / 1_000).toFixed(0)} s after the last buyer.`,
  ];
}
