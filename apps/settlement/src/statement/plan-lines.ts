import type { FinanceRow } from '@pinglu/marketplace';
import { accountOf } from '../ledger/fee-rules.js';
import { SUSPENSE } from '../ledger/account.js';
import { reversed, type Entry } from '../ledger/entry.js';
import { correctionOf, postingsOf } from '../ledger/posting-rules.js';
import { factsHash, lineOf, type StatementLine } from './statement-line.js';
import type { Statement } from './statement.js';

/** What a batch of rows changes. Entries name the statement they are posted to. */
export interface LinePlan {
  readonly added: readonly StatementLine[];
  /** As they are after the change; the row key says which. */
  readonly changed: readonly StatementLine[];
  readonly entries: readonly (Entry & { readonly statementId: Statement['statementId'] })[];
  /** Rows that would change a closed statement: kept as they came, but neither lines nor in the ledger. */
  readonly late: readonly FinanceRow[];
}

export interface Known {
  /** Those the rows belong to, and those their lines are in now. */
  readonly statements: readonly Statement[];
  readonly lines: ReadonlyMap<string, StatementLine>;
}

type StatedEntry = LinePlan['entries'][number];

const entryOf = (line: StatementLine, kind: 'line' | 'reversal'): StatedEntry[] => {
  const postings = postingsOf(line);
  if (postings.length === 0) return [];
  return [
    {
      sourceKey: `${kind}:${line.rowKey}:${line.revision}`,
      kind,
      orderNumber: line.orderNumber,
      effectiveOn: line.transactionOn,
      postings: kind === 'reversal' ? reversed(postings) : postings,
      statementId: line.statementId,
    },
  ];
};

/**
 * Decides what rows that were read mean for the lines that are known: a row that says the same again changes nothing,
 * one that says something else takes its old entry back and posts a new one. Rows of no statement wait until they have
 * one. Of the same row twice, the later counts.
 */
export function planLines(rows: readonly FinanceRow[], { statements, lines }: Known, now: Date): LinePlan {
  const plan = {
    added: [] as StatementLine[],
    changed: [] as StatementLine[],
    entries: [] as StatedEntry[],
    late: [] as FinanceRow[],
  };
  const closed = new Set(statements.filter(({ status }) => status === 'closed').map(({ statementId }) => statementId));
  const byNumber = new Map(statements.map((statement) => [statement.statementNumber, statement]));
  for (const row of new Map(rows.map((each) => [each.externalRowId, each])).values()) {
    const known = lines.get(row.externalRowId);
    const statement = row.statementNumber === null ? undefined : byNumber.get(row.statementNumber);
    if (known?.factsHash === factsHash(row) || (!statement && !known)) continue;
    if ((known && closed.has(known.statementId)) || (statement && closed.has(statement.statementId)) || !statement) {
      plan.late.push(row);
      continue;
    }
    const line = lineOf(row, { ...statement, now });
    if (known) {
      const next = { ...line, lineId: known.lineId, revision: known.revision + 1 };
      plan.changed.push(next);
      plan.entries.push(...entryOf(known, 'reversal'), ...entryOf(next, 'line'));
    } else {
      plan.added.push(line);
      plan.entries.push(...entryOf(line, 'line'));
    }
  }
  return plan;
}

/** Lines in suspense whose kind this release knows: where they belong, and the entries that move them there. */
export function planCorrections(suspended: readonly StatementLine[]): Pick<LinePlan, 'changed' | 'entries'> {
  const changed = suspended
    .map((line) => ({ ...line, account: accountOf(line.marketplace, line.feeType) }))
    .filter(({ account }) => account !== SUSPENSE);
  return {
    changed,
    entries: changed
      .map((line): StatedEntry => ({
        sourceKey: `correction:${line.rowKey}:${line.revision}`,
        kind: 'correction',
        orderNumber: line.orderNumber,
        effectiveOn: line.transactionOn,
        postings: correctionOf(line, line.account),
        statementId: line.statementId,
      }))
      .filter(({ postings }) => postings.length > 0),
  };
}
