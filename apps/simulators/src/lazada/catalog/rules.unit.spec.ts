import { attribute } from './attribute.js';
import { valueProblem } from './attributes.js';
import { BRANDS, findBrand } from './brand.js';
import { BrandQueries } from './brand-queries.js';
import { nextCascade } from './cascade.js';
import { imageListProblem } from './image-list.js';
import { specialPriceProblem } from './special-price.js';

const host = { hosts: (url: string) => url.startsWith('https://own/') };

describe('a special price', () => {
  const prices = { price: 1000, specialPrice: 800, specialFrom: '', specialTo: '' };

  it.each([
    ['without dates', {}],
    ['with a day each', { specialFrom: '2026-01-01', specialTo: '2026-01-01' }],
    ['with times', { specialFrom: '2026-01-01 10:00:00', specialTo: '2026-01-01 10:00:01' }],
    ['none at all', { specialPrice: 0 }],
  ])('may be there %s', (_name, change) => {
    expect(specialPriceProblem({ ...prices, ...change }, false)).toBeUndefined();
  });

  it.each([
    ['a price of zero', { price: 0 }, 4118],
    ['a special price that is the price', { specialPrice: 1000 }, 4157],
    ['an end before its begin', { specialFrom: '2026-01-02', specialTo: '2026-01-01' }, 4117],
    ['a date that is none', { specialFrom: '01/02/2026' }, 5],
  ])('is refused with %s', (_name, change, code) => {
    expect(specialPriceProblem({ ...prices, ...change }, false)).toMatchObject({ code });
  });

  it('is needed once its dates are given', () => {
    expect(specialPriceProblem({ ...prices, specialPrice: 0 }, true)).toMatchObject({ code: 4119 });
  });
});

describe('the value of an attribute', () => {
  const options = ['Red', 'Blue'];
  const unit = { types: ['cm', 'inch'], min: 1, max: 99, precision: 1 };
  const problemOf = (rest: Parameters<typeof attribute>[3], value: string) =>
    valueProblem(attribute(1, 'thing', 'normal', rest), value, host)?.code;

  it.each([
    [{ inputType: 'singleSelect', options }, 'Red'],
    [{ inputType: 'multiSelect', options }, 'Red, Blue'],
    [{ inputType: 'enumInput', options }, 'Green'],
    [{ inputType: 'multiEnumInput', options }, 'Green,Red'],
    [{ inputType: 'numeric' }, '-12.75'],
    [{ inputType: 'numeric', unit }, '12.5 cm'],
    [{ inputType: 'numeric', unit }, '12'],
    [{ inputType: 'date' }, '2026-02-28'],
    [{ inputType: 'img' }, 'https://own/a.jpg'],
    [{ inputType: 'text' }, 'x'.repeat(255)],
    [{ inputType: 'richText' }, `<p>${'x'.repeat(1000)}</p>`],
  ] as const)('of %j may be %s', (rest, value) => {
    expect(problemOf(rest, value)).toBeUndefined();
  });

  it.each([
    [{ inputType: 'singleSelect', options }, 'Green', 4115],
    [{ inputType: 'multiSelect', options }, 'Red,Green', 4115],
    [{ inputType: 'numeric' }, '12 cm', 4107],
    [{ inputType: 'numeric' }, 'twelve', 4107],
    [{ inputType: 'numeric', unit }, '12.55 cm', 4107],
    [{ inputType: 'numeric', unit }, '12 ells', 4107],
    [{ inputType: 'numeric', unit }, '100', 4107],
    [{ inputType: 'date' }, '2026-13-01', 4107],
    [{ inputType: 'img' }, 'https://elsewhere/a.jpg', 4138],
    [{ inputType: 'text' }, 'x'.repeat(256), 4120],
  ] as const)('of %j may not be %s', (rest, value, code) => {
    expect(problemOf(rest, value)).toBe(code);
  });
});

describe('a list of pictures', () => {
  it.each([
    [[], undefined],
    [Array.from({ length: 8 }, (_, index) => `https://own/${index}.jpg`), undefined],
    [Array.from({ length: 9 }, (_, index) => `https://own/${index}.jpg`), 4169],
    [['https://own/1.jpg', 'https://elsewhere/1.jpg'], 4138],
    [['https://own/1.jpg', 'https://own/1.jpg'], 4158],
  ])('%j has the problem %s', (images, code) => {
    expect(imageListProblem(images, host)?.code).toBe(code);
  });
});

describe('a cascade of values', () => {
  it('is walked level by level until a leaf', () => {
    const first = nextCascade(26, '')!;
    expect(first).toMatchObject({ prop: { name: 'phone_maker', required: true } });
    expect(first['propValue']).toContainEqual({ id: 163, name: 'Samsung', leaf: 'false' });
    expect(nextCascade(26, '120013644:163')).toMatchObject({
      prop: { name: 'phone_model' },
      propValue: [{ name: 'Galaxy S24', leaf: 'true' }, { name: 'Galaxy A55' }],
    });
  });

  it.each([
    [27, ''],
    [26, '1:163'],
    [26, '120013644:9'],
    [26, '120013644:163,100006867:160487'],
  ])('of %i ends below %s', (cascadeId, path) => {
    expect(nextCascade(cascadeId, path)).toBeUndefined();
  });
});

it('knows brands by number and by name, whatever its case, and none twice', () => {
  expect(findBrand('30768')).toBe(findBrand('no BRAND'));
  expect(findBrand('Unheard Of')).toBeUndefined();
  expect(new Set(BRANDS.map((one) => one.id)).size).toBe(BRANDS.length);
  expect(new Set(BRANDS.map((one) => one.name)).size).toBe(BRANDS.length);
});

it('takes 30 queries for brands in a second, and some again after a part of it', () => {
  let nowMs = 0;
  const queries = new BrandQueries(() => nowMs);
  const taken = (): number => Array.from({ length: 40 }, () => queries.isOneTooMany()).filter((one) => !one).length;
  expect(taken()).toBe(30);
  nowMs = 500;
  expect(taken()).toBe(15);
});
