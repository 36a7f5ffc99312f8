import type { JsonObject } from '../protocol/json.js';

export interface Brand {
  readonly id: number;
  readonly name: string;
}

/** The generic brand that any seller may use. */
export const NO_BRAND: Brand = { id: 30768, name: 'No Brand' };

export const BRANDS: readonly Brand[] = [
  NO_BRAND,
  ...[
    'Liuwu',
    'Zhuang Brocade',
    'Wuzhou Tea',
    'Hengxian Jasmine',
    'Beibu Bay',
    'Qinzhou Nixing',
    'Mailuo',
    'Yangmei',
  ].map((name, index) => ({ id: 40_101 + index, name })),
];

export const findBrand = (idOrName: string): Brand | undefined =>
  BRANDS.find((one) => String(one.id) === idOrName || one.name.toLowerCase() === idOrName.toLowerCase());

export const brandAnswer = (one: Brand): JsonObject => ({
  brand_id: one.id,
  name: one.name,
  name_en: one.name,
  global_identifier: one.name.toLowerCase().replaceAll(' ', '_'),
});
