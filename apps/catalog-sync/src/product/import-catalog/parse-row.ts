import type { Currency, Money } from '@pinglu/kernel';
import type { ProductFacts } from '../product.js';
import { columnNames, priceColumns, type Column, type Header } from './columns.js';
import {
  parseCountry,
  parseGrams,
  parseHsCode,
  parseImage,
  parsePackageSize,
  parsePrice,
  parseQuantity,
  parseSku,
  parseText,
  type Parsed,
} from './parse-cells.js';
import type { Remark, RemarkKind } from './remark.js';

/** A line of the file with its number. */
export interface CsvRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface ParsedVariant {
  /** Null when the cell is empty: then one is derived. */
  readonly sku: string | null;
  /** By position; null where the cell is empty. */
  readonly optionValues: readonly (string | null)[];
  readonly barcode: string | null;
  readonly weightGrams: number | null;
  readonly prices: readonly Money[];
  readonly initialQuantity: number | null;
}

export interface ParsedRow extends CsvRow {
  /** Empty when it is missing or unusable, and the row is rejected. */
  readonly handle: string;
  /** What the row says of its product; absent where its cell is empty or wrong. */
  readonly facts: Partial<Omit<ProductFacts, 'images'>>;
  readonly optionNames: readonly (string | null)[];
  readonly image: string | null;
  /** Null when the row only adds a picture, or when it was rejected. */
  readonly variant: ParsedVariant | null;
  /** With a rejection among them, the row's variant is left out; what it rightly says of the product stands. */
  readonly remarks: readonly Remark[];
}

export interface RowOptions {
  /** The currency of Shopify's `Variant Price`, which the file does not say; null: the column is not read. */
  readonly currency: Currency | null;
}

const variantColumns: readonly Column[] = [
  'option1Value',
  'option2Value',
  'option3Value',
  'sku',
  'variantPrice',
  'barcode',
  ...priceColumns.map(([column]) => column),
];
const optionNumbers = [1, 2, 3] as const;

/** Reads one line, as wide as it may be and whatever its cells hold. Never throws. */
export function parseRow({ row, cells }: CsvRow, header: Header, { currency }: RowOptions): ParsedRow {
  const parsedHandle = parseText(header.cell(cells, 'handle'), { atMost: 200, what: 'The handle' });
  const handle = 'value' in parsedHandle ? parsedHandle.value : '';
  const remarks: Remark[] = [];
  const remark = (kind: RemarkKind, column: Column | null, reason: string): void => {
    const name = column === null ? null : columnNames[column];
    remarks.push({ kind, row, column: name, reason, handle: handle === '' ? null : handle, cells });
  };
  const read = <T>(column: Column, parse: (cell: string) => Parsed<T>): T | undefined => {
    const cell = header.cell(cells, column);
    if (cell === '') return undefined;
    const parsed = parse(cell);
    if ('value' in parsed) return parsed.value;
    remark('rejected', column, parsed.reason);
    return undefined;
  };
  const text = (column: Column, atMost: number, lines = false): string | undefined =>
    read(column, (cell) => parseText(cell, { atMost, what: `"${columnNames[column]}"`, lines }));

  if ('reason' in parsedHandle) remark('rejected', 'handle', parsedHandle.reason);
  else if (handle === '') remark('rejected', 'handle', 'The handle is missing; rows of one product share one.');
  if (cells.slice(header.names.length).some((cell) => cell.trim() !== '')) {
    remark('rejected', null, `The row has ${cells.length} cells, but there are ${header.names.length} columns.`);
  }

  const facts = {
    title: text('title', 255),
    titleZh: text('titleZh', 255),
    description: text('description', 20_000, true),
    brand: text('brand', 100),
    productType: text('productType', 255),
    hsCode: read('hsCode', parseHsCode),
    countryOfOrigin: read('countryOfOrigin', parseCountry),
    packageSize: read('packageSize', parsePackageSize),
  };
  const optionNames = optionNumbers.map((n) => text(`option${n}Name`, 50) ?? null);
  const image = read('image', parseImage) ?? null;
  const isPictureOnly =
    image !== null && header.cell(cells, 'title') === '' && variantColumns.every((c) => header.cell(cells, c) === '');
  const variant: ParsedVariant | null = isPictureOnly
    ? null
    : {
        sku: read('sku', parseSku) ?? null,
        optionValues: optionNumbers.map((n) => text(`option${n}Value`, 50) ?? null),
        barcode: text('barcode', 32) ?? null,
        weightGrams: weightOf(),
        prices: pricesOf(),
        initialQuantity: quantityOf(),
      };
  const isRejected = remarks.some(({ kind }) => kind === 'rejected');
  return {
    row,
    cells,
    handle,
    facts: present(facts),
    optionNames,
    image,
    variant: isRejected ? null : variant,
    remarks,
  };

  function weightOf(): number | null {
    const own = read('weightGrams', parseGrams);
    if (own !== undefined || header.cell(cells, 'weightGrams') !== '') return own ?? null;
    const isWeighed = !/^0*(\.0*)?$/.test(header.cell(cells, 'variantGrams'));
    return isWeighed ? (read('variantGrams', parseGrams) ?? null) : null;
  }

  function quantityOf(): number | null {
    const own = read('initialQuantity', parseQuantity);
    if (own !== undefined || header.cell(cells, 'initialQuantity') !== '') return own ?? null;
    if (/^-\d{1,9}$/.test(header.cell(cells, 'variantQuantity'))) {
      remark('note', 'variantQuantity', 'The quantity is below zero, which no shelf holds; 0 was taken.');
      return 0;
    }
    return read('variantQuantity', parseQuantity) ?? null;
  }

  function pricesOf(): Money[] {
    const prices = new Map<Currency, Money>();
    const variantPrice = currency && read('variantPrice', (cell) => parsePrice(cell, currency));
    if (variantPrice) prices.set(variantPrice.currency, variantPrice);
    // A price for one country is more exact than the general one.
    for (const [column, of] of priceColumns) {
      const price = read(column, (cell) => parsePrice(cell, of));
      if (price) prices.set(of, price);
    }
    return [...prices.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
  }
}

function present<T extends object>(facts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
