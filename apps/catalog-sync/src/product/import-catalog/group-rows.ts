import type { ProductFacts } from '../product.js';
import { columnNames, type Column } from './columns.js';
import type { CsvRow, ParsedRow, ParsedVariant } from './parse-row.js';
import type { Remark } from './remark.js';

export interface DraftVariant extends Omit<ParsedVariant, 'optionValues'> {
  readonly source: CsvRow;
  readonly options: Readonly<Record<string, string>>;
}

/** What the rows of one handle say together. Titles and the like may stand in another file. */
export interface ProductDraft {
  readonly handle: string;
  readonly facts: Partial<Omit<ProductFacts, 'images'>>;
  readonly images: readonly string[];
  readonly variants: readonly DraftVariant[];
  /** Rows that add a picture and nothing else. */
  readonly pictureRows: readonly CsvRow[];
}

/** How Shopify writes "this product has one variant". */
const SINGLE = { name: 'Title', value: 'Default Title' };

/**
 * Puts together the rows of one handle. As in Shopify's export, only the first row has to say what holds for all: the
 * first cell that says something counts. A variant whose options do not tell it apart is left out with a reason.
 */
export function groupRows(handle: string, rows: readonly ParsedRow[]): { draft: ProductDraft; remarks: Remark[] } {
  const remarks: Remark[] = [];
  const names = [0, 1, 2].map((n) => rows.find(({ optionNames }) => optionNames[n] !== null)?.optionNames[n] ?? null);
  const variants: DraftVariant[] = [];
  for (const { row, cells, variant } of rows) {
    if (variant === null) continue;
    const found = optionsOf(variant, names);
    if (found.fault !== null) {
      const { column, reason } = found.fault;
      remarks.push({ kind: 'rejected', row, column: columnNames[column], reason, handle, cells });
      continue;
    }
    const { optionValues: _, ...rest } = variant;
    variants.push({ ...rest, options: found.options, source: { row, cells } });
  }
  const facts = Object.assign({}, ...rows.map((row) => row.facts).reverse()) as ProductDraft['facts'];
  const images = [...new Set(rows.flatMap(({ image }) => (image === null ? [] : [image])))];
  const pictureRows = rows
    .filter(({ variant, remarks: own }) => variant === null && own.every(({ kind }) => kind !== 'rejected'))
    .map(({ row, cells }) => ({ row, cells }));
  return { draft: { handle, facts, images, variants, pictureRows }, remarks };
}

type Found =
  | { readonly options: Readonly<Record<string, string>>; readonly fault: null }
  | { readonly fault: { readonly column: Column; readonly reason: string } };

const nameColumns = ['option1Name', 'option2Name', 'option3Name'] as const;
const valueColumns = ['option1Value', 'option2Value', 'option3Value'] as const;

function optionsOf({ optionValues }: ParsedVariant, names: readonly (string | null)[]): Found {
  if (names[0] === SINGLE.name && (optionValues[0] === SINGLE.value || optionValues[0] === null))
    return { options: {}, fault: null };
  const options = new Map<string, string>();
  for (const [n, value] of optionValues.entries()) {
    const name = names[n] ?? null;
    if (name === null && value === null) continue;
    if (name === null) {
      return fault(
        nameColumns[n]!,
        `Value ${n + 1} has no name, such as Size; the first row of a product names its options.`,
      );
    }
    if (value === null)
      return fault(valueColumns[n]!, `The product differs by ${name}, and the row does not say which.`);
    if (options.has(name)) return fault(nameColumns[n]!, `Two options are both called ${name}.`);
    options.set(name, value);
  }
  return { options: Object.fromEntries(options), fault: null };
}

const fault = (column: Column, reason: string): Found => ({ fault: { column, reason } });
