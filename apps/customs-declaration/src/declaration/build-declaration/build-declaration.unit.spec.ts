import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentKinds } from '../document.js';
import { buildDeclaration, type BuiltDocument } from './build-declaration.js';
import { DraftBuilder } from './draft.builder.js';

/** Laid out for people; a message is written without the space between its elements. */
const golden = (name: string): string =>
  readFileSync(join(__dirname, `fixtures/${name}.golden.xml`), 'utf8')
    .replace(/>\s+</g, '><')
    .trim();

function built(builder: DraftBuilder): readonly BuiltDocument[] {
  const result = buildDeclaration(builder.build());
  if ('problems' in result) throw new Error(`It has problems: ${JSON.stringify(result.problems)}`);
  return result.documents;
}
const listOf = (builder: DraftBuilder): string => built(builder)[2]!.xml;
const field = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<ceb:${name}>([^<]*)</ceb:${name}>`, 'g'))].map((match) => match[1]!);

describe('the documents of a parcel', () => {
  it.each(documentKinds.map((kind, index) => [kind, index] as const))('are written as the golden %s', (kind, index) => {
    expect(built(new DraftBuilder())[index]!.xml).toBe(golden(kind));
  });

  it('say the same goods in order and list', () => {
    const [order, , list] = built(new DraftBuilder());
    for (const name of ['gnum', 'itemNo', 'itemName', 'qty', 'price', 'totalPrice', 'unit']) {
      expect(field(order!.xml, name)).toEqual(field(list!.xml, name));
    }
    expect(field(order!.xml, 'orderNo')).toEqual(field(list!.xml, 'orderNo'));
  });

  it('are exact to the satang, where floats are not', () => {
    const list = listOf(
      new DraftBuilder().withFirstLine({
        quantity: 999,
        unitPrice: { amountMinor: '999999999999999', currency: 'THB' },
      }),
    );
    expect(field(list, 'totalPrice')[0]).toBe('9989999999999990.01');
  });

  it('count in the legal units of the code: pieces and kilograms, pairs, or kilograms alone', () => {
    const list = listOf(new DraftBuilder());
    expect([field(list, 'unit'), field(list, 'unit1'), field(list, 'unit2')]).toEqual([
      ['011', '011'],
      ['011', '035'],
      ['035'],
    ]);
    expect([field(list, 'qty'), field(list, 'qty1'), field(list, 'qty2')]).toEqual([
      ['3', '1'],
      ['3', '1.320'],
      ['0.555'],
    ]);
    const shoes = listOf(new DraftBuilder().withFirstItem({ hsCode: '640411' }));
    expect([field(shoes, 'unit')[0], field(shoes, 'unit1')[0], field(shoes, 'qty1')[0]]).toEqual(['025', '025', '3']);
  });

  it('weigh the pieces net, and with their packing gross', () => {
    const list = listOf(new DraftBuilder().withDeclarant({ packagingGrams: 60 }));
    expect([field(list, 'netWeight'), field(list, 'grossWeight')]).toEqual([['1.875'], ['1.935']]);
  });

  it('give four digits of the code under A and all ten under B', () => {
    expect(field(listOf(new DraftBuilder()), 'gcode')).toEqual(['6109000000', '6912000000']);
    const full = new DraftBuilder().withDeclarant({ statistics: 'B' }).withParcel({ lines: [] });
    const { parcel } = new DraftBuilder().build();
    expect(field(listOf(full.withParcel({ lines: [parcel.lines[0]!] })), 'gcode')).toEqual(['6109100010']);
  });

  it('number the further parcels of an order as orders of their own', () => {
    expect(field(listOf(new DraftBuilder().withParcel({ parcelNumber: 2 })), 'orderNo')).toEqual(['987654321012345-2']);
  });

  it('leave out of the model what no longer fits', () => {
    const options = { Colour: '蓝'.repeat(200), Print: '鱼'.repeat(200) };
    const [model] = field(listOf(new DraftBuilder().withFirstItem({ options })), 'gmodel');
    expect([...model!].length).toBeLessThanOrEqual(250);
    expect(model).toContain('蓝');
    expect(model).not.toContain('鱼');
  });

  it('say a change where customs has the document already', () => {
    const documents = built(new DraftBuilder().withAppTypes({ order: '2', waybill: '2' }));
    expect(documents.map(({ xml }) => field(xml, 'appType')[0])).toEqual(['2', '2', '1']);
  });
});

describe('a parcel that cannot be declared', () => {
  it.each<[string, DraftBuilder, string, string | null]>([
    ['nobody declares', new DraftBuilder().withDeclarant(null), 'declarant-missing', 'declarant'],
    ['a product is unknown', new DraftBuilder().withoutFirstItem(), 'product-unknown', 'lines[TS-BLK-M].sellerSku'],
    [
      'no HS code is given',
      new DraftBuilder().withFirstItem({ hsCode: null }),
      'hs-code-missing',
      'lines[TS-BLK-M].hsCode',
    ],
    [
      'the chapter does not exist',
      new DraftBuilder().withFirstItem({ hsCode: '990110' }),
      'hs-code-unknown',
      'lines[TS-BLK-M].hsCode',
    ],
    [
      'the chapter is kept free',
      new DraftBuilder().withFirstItem({ hsCode: '770110' }),
      'hs-code-unknown',
      'lines[TS-BLK-M].hsCode',
    ],
    [
      'it has no Chinese name',
      new DraftBuilder().withFirstItem({ titleZh: ' ' }),
      'chinese-name-missing',
      'lines[TS-BLK-M].titleZh',
    ],
    [
      'its name is too long',
      new DraftBuilder().withFirstItem({ titleZh: '名'.repeat(251) }),
      'chinese-name-too-long',
      'lines[TS-BLK-M].titleZh',
    ],
    [
      'it was never weighed',
      new DraftBuilder().withFirstItem({ weightGrams: null }),
      'weight-missing',
      'lines[TS-BLK-M].weightGrams',
    ],
    [
      'it is a gift',
      new DraftBuilder().withFirstLine({ unitPrice: { amountMinor: '0', currency: 'THB' } }),
      'price-not-positive',
      'lines[TS-BLK-M].unitPrice',
    ],
    [
      'it goes where we have no code for',
      new DraftBuilder().withParcel({ country: 'US' }),
      'destination-unknown',
      'country',
    ],
    [
      'its tracking number is too long',
      new DraftBuilder().withParcel({ trackingNumber: 'X'.repeat(33) }),
      'tracking-number-too-long',
      'trackingNumber',
    ],
    [
      'it is priced in two currencies',
      new DraftBuilder().withFirstLine({ unitPrice: { amountMinor: '1', currency: 'SGD' } }),
      'mixed-currencies',
      'lines.unitPrice',
    ],
  ])('says so when %s', (_case, builder, code, at) => {
    const result = buildDeclaration(builder.build());
    expect(result).toEqual({
      problems: [
        {
          code,
          field: at,
          cause: { en: expect.stringMatching(/\.$/), zh: expect.stringMatching(/\p{Script=Han}.*。$/u) },
          advice: { en: expect.stringMatching(/\.$/), zh: expect.stringMatching(/\p{Script=Han}.*。$/u) },
        },
      ],
    });
  });

  it.each<[string, DraftBuilder, string[]]>([
    ['dong have no code', new DraftBuilder().withParcel({ country: 'VN', lines: dong() }), ['currency-without-code']],
    ['the code is short under B', new DraftBuilder().withDeclarant({ statistics: 'B' }), ['hs-code-too-short']],
    [
      'the SKU is long',
      new DraftBuilder().withFirstLine({ sellerSku: 'X'.repeat(21) }),
      ['seller-sku-too-long', 'product-unknown'],
    ],
    [
      'there are too many lines',
      new DraftBuilder().withParcel({ lines: Array.from({ length: 101 }, () => dong('THB')[0]!) }),
      ['too-many-lines'],
    ],
    [
      'everything is missing',
      new DraftBuilder().withFirstItem({ hsCode: null, titleZh: null, weightGrams: null }),
      ['hs-code-missing', 'chinese-name-missing', 'weight-missing'],
    ],
  ])('names all of it when %s', (_case, builder, codes) => {
    const result = buildDeclaration(builder.build());
    expect('problems' in result && result.problems.map(({ code }) => code)).toEqual(codes);
  });
});

function dong(currency: 'VND' | 'THB' = 'VND') {
  return [{ lineId: '1', sellerSku: 'TS-BLK-M', quantity: 1, unitPrice: { amountMinor: '199000', currency } }];
}
