import type { Currency } from '@pinglu/kernel';

/**
 * The columns that are read, by what they mean: those of Shopify's product export, then our own. Names are compared
 * without regard to case and surrounding blanks. A column nobody knows is carried along and not read.
 */
export const columnNames = {
  handle: 'Handle',
  title: 'Title',
  description: 'Body (HTML)',
  brand: 'Vendor',
  productType: 'Type',
  option1Name: 'Option1 Name',
  option1Value: 'Option1 Value',
  option2Name: 'Option2 Name',
  option2Value: 'Option2 Value',
  option3Name: 'Option3 Name',
  option3Value: 'Option3 Value',
  sku: 'Variant SKU',
  variantGrams: 'Variant Grams',
  variantQuantity: 'Variant Inventory Qty',
  variantPrice: 'Variant Price',
  barcode: 'Variant Barcode',
  image: 'Image Src',
  titleZh: 'Title zh',
  hsCode: 'HS Code',
  countryOfOrigin: 'Country of Origin',
  weightGrams: 'Weight grams',
  initialQuantity: 'Initial quantity',
  packageSize: 'Package cm',
  priceTH: 'Price TH',
  priceMY: 'Price MY',
  priceSG: 'Price SG',
  priceVN: 'Price VN',
  pricePH: 'Price PH',
  priceID: 'Price ID',
} as const;

export type Column = keyof typeof columnNames;

/** The currency of each column of prices: that of the country it names. */
export const priceColumns: readonly (readonly [Column, Currency])[] = [
  ['priceTH', 'THB'],
  ['priceMY', 'MYR'],
  ['priceSG', 'SGD'],
  ['priceVN', 'VND'],
  ['pricePH', 'PHP'],
  ['priceID', 'IDR'],
];

/** The first line of a file, understood. */
export class Header {
  private readonly positions: ReadonlyMap<Column, number>;

  constructor(readonly names: readonly string[]) {
    const known = new Map(Object.entries(columnNames).map(([column, name]) => [normal(name), column as Column]));
    const positions = new Map<Column, number>();
    for (const [position, name] of names.entries()) {
      const column = known.get(normal(name));
      // The first of two columns of one name counts, as in a spreadsheet's own look-up.
      if (column !== undefined && !positions.has(column)) positions.set(column, position);
    }
    this.positions = positions;
  }

  has(column: Column): boolean {
    return this.positions.has(column);
  }

  /** The cell of a row, trimmed; empty when the row or the file lacks it. */
  cell(cells: readonly string[], column: Column): string {
    const position = this.positions.get(column);
    return unguard((position === undefined ? undefined : cells[position])?.trim() ?? '');
  }
}

const normal = (name: string): string => name.trim().toLowerCase();

/** A cell that our own file had to guard from being taken for a formula comes back as it was. */
const unguard = (cell: string): string => (/^'[=+\-@＝＋－＠]/.test(cell) ? cell.slice(1) : cell);
