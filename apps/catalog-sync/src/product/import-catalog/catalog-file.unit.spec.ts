import fc from 'fast-check';
import { newId, type MerchantId } from '@pinglu/kernel';
import type { Product } from '../product.js';
import { assembleProducts, rejectedRows } from './assemble-products.js';
import { attentionHeader, attentionLine, csvCell } from './attention-file.js';
import { columnNames } from './columns.js';
import { mergeProduct, type Merged } from './merge-product.js';
import { readCsv, UnreadableFileError } from './read-csv.js';
import type { Remark } from './remark.js';

const merchantId = newId<MerchantId>();
const now = new Date('2026-11-25T03:00:00Z');

async function* pieces(text: string, length = 7): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

interface Imported {
  readonly products: ReadonlyMap<string, Product>;
  readonly outcomes: Merged['outcome'][];
  readonly remarks: Remark[];
  readonly rows: number;
  readonly takenRows: number;
}

/** As the service does it, with a map in place of the database. */
async function importText(
  text: string,
  { known = new Map<string, Product>(), size = { products: 2, rows: 4 }, currency = null as 'SGD' | null } = {},
): Promise<Imported> {
  const products = new Map(known);
  const owners = new Map([...known.values()].flatMap(({ handle, skus }) => skus.map((s) => [s.sellerSku, handle])));
  const result: Imported = { products, outcomes: [], remarks: [], rows: 0, takenRows: 0 };
  let [rows, takenRows] = [0, 0];
  for await (const batch of assembleProducts(await readCsv(pieces(text)), { currency }, size)) {
    rows += batch.rows;
    result.remarks.push(...batch.remarks);
    for (const draft of batch.drafts) {
      const existing = products.get(draft.handle);
      const merged = mergeProduct({ draft, existing, merchantId, ownerOf: (sku) => owners.get(sku), now });
      result.remarks.push(...merged.remarks);
      result.outcomes.push(merged.outcome);
      takenRows += merged.takenRows;
      if (!merged.product) continue;
      products.set(draft.handle, merged.product);
      for (const { sellerSku } of merged.product.skus) owners.set(sellerSku, draft.handle);
    }
  }
  return { ...result, rows, takenRows };
}

const csv = (names: string, ...lines: string[]): string => [names, ...lines].join('\n');
const rejected = (remarks: readonly Remark[]) =>
  remarks.filter(({ kind }) => kind === 'rejected').map(({ row, column }) => [row, column]);
const names = 'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Price TH,Weight grams,HS Code';

describe('a catalog file', () => {
  it('puts the rows of one handle together and takes names of options from the first', async () => {
    const { products, remarks } = await importText(
      csv(
        names,
        'tea,Liubao tea,Size,100 g,TEA-100,199,120,090240',
        'cup,Cup,,,CUP,99.50,300,691110',
        'tea,,,500 g,TEA-500,899,560,',
      ),
    );
    expect([...products.keys()]).toEqual(['tea', 'cup']);
    expect(products.get('tea')).toMatchObject({
      title: 'Liubao tea',
      hsCode: '090240',
      countryOfOrigin: 'CN',
      skus: [
        {
          sellerSku: 'TEA-100',
          options: { Size: '100 g' },
          prices: [{ amountMinor: '19900', currency: 'THB' }],
          weightGrams: 120,
        },
        {
          sellerSku: 'TEA-500',
          options: { Size: '500 g' },
          prices: [{ amountMinor: '89900', currency: 'THB' }],
          weightGrams: 560,
        },
      ],
    });
    expect(products.get('cup')!.skus[0]!.options).toEqual({});
    expect(remarks).toEqual([]);
  });

  it('makes a SKU of handle and options where there is none, and says so', async () => {
    const text = csv(names, 'ocean-shirt,Ocean Shirt,Size,M,,10,200,610510', 'ocean-shirt,,,L,,10,200,');
    const { products, remarks } = await importText(text);
    expect(products.get('ocean-shirt')!.skus.map(({ sellerSku }) => sellerSku)).toEqual([
      'OCEAN-SHIRT-M',
      'OCEAN-SHIRT-L',
    ]);
    expect(remarks.map(({ kind, row, column }) => [kind, row, column])).toEqual([
      ['note', 2, 'Variant SKU'],
      ['note', 3, 'Variant SKU'],
    ]);
    const again = await importText(text, { known: new Map(products) });
    expect(again).toMatchObject({ outcomes: ['unchanged'], remarks: [] });
    expect(again.products.get('ocean-shirt')!.version).toBe(1);
  });

  it('leaves out a bad row with its reason and goes on with the good ones', async () => {
    const { products, remarks, rows } = await importText(
      csv(
        names,
        'a,Apple,Size,S,A-S,ten,100,080810',
        'a,,,M,A-M,12,100,',
        ',No handle,,,X,12,100,080810',
        'b,Bread,,,B,5,0,1905',
        'c,Cake,,,C,5,100,190590,surplus',
      ),
    );
    expect(rejected(remarks)).toEqual([
      [2, 'Price TH'],
      [4, 'Handle'],
      [5, 'HS Code'],
      [5, 'Weight grams'],
      [6, null],
    ]);
    expect([...products.values()].map(({ handle, title, skus }) => [handle, title, skus.length])).toEqual([
      ['a', 'Apple', 1],
    ]);
    expect(rows).toBe(5);
  });

  it('refuses a SKU that another product or another variant has', async () => {
    const { remarks, products } = await importText(
      csv(
        names,
        'a,A,Size,S,ONE,10,1,080810',
        'a,,,M,ONE,10,1,',
        'b,B,,,ONE,10,1,080810',
        'a,,,S,TWO,10,1,',
        'a,,,S,ONE,10,1,',
      ),
    );
    expect(rejected(remarks)).toEqual([
      [3, 'Variant SKU'],
      [5, 'Variant SKU'],
      [6, 'Variant SKU'],
      [4, 'Variant SKU'],
    ]);
    expect([...products.keys()]).toEqual(['a']);
  });

  it('adds to what is known, changes it, and takes nothing away', async () => {
    const first = await importText(csv(names, 'a,A,Size,S,A-S,10,1,080810', 'a,,,M,A-M,10,1,'));
    const second = await importText(csv(names, 'a,,Size,M,,11,,'), { known: new Map(first.products) });
    expect(second.outcomes).toEqual(['changed']);
    expect(second.products.get('a')).toMatchObject({
      title: 'A',
      version: 2,
      skus: [
        { sellerSku: 'A-S', prices: [{ amountMinor: '1000' }] },
        { sellerSku: 'A-M', prices: [{ amountMinor: '1100' }], weightGrams: 1 },
      ],
    });
    const { remarks } = await importText(csv(names, 'new,,Size,M,,11,,'));
    expect(rejected(remarks)).toEqual([[2, 'Title']]);
  });

  it('reads Shopify columns: one price in a currency that the sender names, pictures in rows of their own', async () => {
    const text = csv(
      'Handle,Title,Option1 Name,Option1 Value,Variant Grams,Variant Inventory Qty,Variant Price,Image Src',
      'pot,Clay Pot,Title,Default Title,0,-2,9.99,https://pictures.example/1.jpg',
      'pot,,,,,,,https://pictures.example/2.jpg',
    );
    const { products, rows } = await importText(text, { currency: 'SGD' });
    expect(rows).toBe(2);
    expect(products.get('pot')).toMatchObject({
      images: ['https://pictures.example/1.jpg', 'https://pictures.example/2.jpg'],
      skus: [
        {
          sellerSku: 'POT',
          options: {},
          weightGrams: null,
          initialQuantity: 0,
          prices: [{ amountMinor: '999', currency: 'SGD' }],
        },
      ],
    });
    expect((await importText(text)).products.get('pot')!.skus[0]!.prices).toEqual([]);
  });

  it.each([
    ['semicolons', 'Handle;Title;Variant SKU\r\ntea;"Tea; dark";T-1\r\n'],
    ['tabs', 'Handle\tTitle\tVariant SKU\ntea\tTea; dark\tT-1'],
    ['lines of three kinds', 'Handle,Title,Variant SKU\r\n\rtea,Tea; dark,T-1\n'],
    ['another order and case', 'variant sku,TITLE, handle \nT-1,Tea; dark,tea'],
  ])('reads a file with %s', async (_what, text) => {
    const { products, rows } = await importText(text);
    expect(products.get('tea')).toMatchObject({ title: 'Tea; dark', skus: [{ sellerSku: 'T-1' }] });
    expect(rows).toBe(1);
  });

  it('says where a quote is never closed, and keeps what stood before', async () => {
    const { products, remarks, rows } = await importText('Handle,Title\na,A\nb,"B\nc,C\n');
    expect([...products.keys()]).toEqual(['a']);
    expect([rejected(remarks), rows]).toEqual([[[3, null]], 2]);
  });

  it.each(['', 'a,b\n1,2', '\n\nHandle,Title\n'])('refuses a file without names of columns: %j', async (text) => {
    await expect(importText(text)).rejects.toThrow(UnreadableFileError);
  });

  it('accounts for every row of any file, and never throws', async () => {
    const plausible: Readonly<Record<string, readonly string[]>> = {
      Handle: ['a', 'a', 'b', 'b', ''],
      Title: ['', '', 'A', '茶'],
      'Option1 Name': ['', 'Size', 'Title'],
      'Option1 Value': ['', 'S', 'M', 'Default Title'],
      'Variant SKU': ['', '', 'ONE', 'TWO', "'=1"],
      'Image Src': ['', 'https://a.example/1.jpg', 'https://a.example/2.jpg'],
      'Price TH': ['', '', '10', '-1'],
      'Weight grams': ['', '', '100', '0'],
    };
    const junk = fc.oneof(
      fc.constantFrom('"', '="1"', '"x\ny"', ',', '0'),
      fc.string({ maxLength: 12, unit: 'binary' }),
    );
    const cell = (name: string) =>
      fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom(...(plausible[name] ?? [''])) },
        { weight: 1, arbitrary: junk },
      );
    const columns = ['Handle', ...Object.keys(plausible).slice(1), columnNames.hsCode, columnNames.packageSize];
    const row = fc.tuple(...columns.map(cell)).map((cells) => cells.join(','));
    const lines = fc.array(fc.oneof({ weight: 9, arbitrary: row }, { weight: 1, arbitrary: junk }), { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(lines, async (given) => {
        const text = csv(columns.join(','), ...given);
        let [total, blank] = [0, 0];
        for await (const { kind } of (await readCsv(pieces(text))).lines) {
          total += 1;
          if (kind === 'blank') blank += 1;
        }
        const { rows, remarks, products, takenRows } = await importText(text);
        expect(rows + blank).toBe(total);
        const left = rejectedRows(remarks);
        expect(takenRows + left.size).toBe(rows);
        const owners = [...products.values()].flatMap(({ skus }) => skus.map(({ sellerSku }) => sellerSku));
        expect(new Set(owners).size).toBe(owners.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the file of rows that need attention', () => {
  it('guards text that a spreadsheet would run, and leaves numbers alone', () => {
    expect(['=1+1', '+A1', '-A1', '@x', '\tx', '＝1', '-12.5', '+3', 'a=b', 'x,y', 'say "so"'].map(csvCell)).toEqual([
      "'=1+1",
      "'+A1",
      "'-A1",
      "'@x",
      "'\tx",
      "'＝1",
      '-12.5',
      '+3',
      'a=b',
      '"x,y"',
      '"say ""so"""',
    ]);
  });

  it('can be corrected and sent again: the rows come with their columns, guarded cells come back as they were', async () => {
    const text = csv(names, 'a,=A,Size,S,A-S,ten,100,080810');
    const { remarks } = await importText(text);
    const columns = names.split(',');
    const file = attentionHeader(columns) + remarks.map((remark) => attentionLine(remark, columns.length)).join('');
    expect(file).toBe(
      `\uFEFFAttention,Row,Column,What to do,${names}\r\n` +
        `not imported,2,Price TH,"""ten"" is no price in THB; write an amount such as 199.00, without a currency sign.",a,'=A,Size,S,A-S,ten,100,080810\r\n`,
    );
    const { products } = await importText(file.slice(1).replace(',ten,', ',10,'));
    expect(products.get('a')!.title).toBe('=A');
  });
});
