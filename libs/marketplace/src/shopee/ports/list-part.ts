import { halfOf, type PageOfPart, type Part } from '../parts.js';

export interface PartReader<Row> {
  /** @param cursor empty at the beginning */
  readonly ask: (part: Part, cursor: string) => Promise<PageOfPart<Row>>;
  readonly keyOf: (row: Row) => string;
}

export interface ListedPart<Row> {
  /** What was listed: all that was asked for, or its beginning. */
  readonly part: Part;
  readonly rows: readonly Row[];
  readonly complete: boolean;
}

/** The rows of this part or, when they are more than one page, of so much of its beginning as has one page. */
export async function listPart<Row>(whole: Part, reader: PartReader<Row>): Promise<ListedPart<Row>> {
  for (let part = whole; ;) {
    const { rows, cursor } = await reader.ask(part, '');
    if (cursor === null) return { part, rows, complete: true };
    const half = halfOf(part);
    if (!half) return listByPages(part, reader);
    part = half;
  }
}

const mostPasses = 5;

/**
 * Of a moment with more rows than a page. A row that changes after it was listed leaves its place, so as long as one pass
 * over all pages begins with what the pass before it found, in the same order, the pass before skipped none.
 */
async function listByPages<Row>(part: Part, { ask, keyOf }: PartReader<Row>): Promise<ListedPart<Row>> {
  const all = new Map<string, Row>();
  let before: readonly string[] = [];
  for (let pass = 1; pass <= mostPasses; pass += 1) {
    const found = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: PageOfPart<Row> = await ask(part, cursor);
      for (const row of page.rows) {
        found.add(keyOf(row));
        all.set(keyOf(row), row);
      }
      cursor = page.cursor;
    }
    const inOrder = [...found];
    if (before.length > 0 && before.every((key, index) => key === inOrder[index])) {
      return { part, rows: [...all.values()], complete: true };
    }
    before = inOrder;
  }
  return { part, rows: [...all.values()], complete: false };
}
