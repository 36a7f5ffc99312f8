import type { Explanation } from '../../port/errors.js';

/** What a name of an error means to us. `unavailable` may have been done all the same unless `nothingDone` says otherwise. */
export interface CodeMeaning extends Explanation {
  readonly kind:
    | 'rate_limited'
    | 'daily_quota'
    | 'unavailable'
    | 'auth_expired'
    | 'permission_denied'
    | 'not_supported'
    | 'invalid'
    | 'not_found'
    | 'conflict';
  readonly nothingDone?: boolean;
}

type Sentences = readonly [cause: string, advice: string];

/** Names in one text with blanks between them, then what they mean in English and in Chinese. */
export type Row = readonly [names: string, kind: CodeMeaning['kind'], en: Sentences, zh: Sentences];

/** @throws Error when a name comes twice: one of the two would never be found */
export function toTable(rows: readonly Row[]): ReadonlyMap<string, CodeMeaning> {
  const table = new Map<string, CodeMeaning>();
  for (const [names, kind, [cause, advice], [causeZh, adviceZh]] of rows) {
    for (const name of names.split(' ')) {
      if (table.has(name)) throw new Error(`The error ${name} is in the table twice.`);
      table.set(name, { kind, cause, advice, zh: { cause: causeZh, advice: adviceZh } });
    }
  }
  return table;
}
