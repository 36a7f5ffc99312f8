import type { JsonObject } from '../protocol/json.js';

export interface Brand {
  readonly id: number;
  readonly name: string;
}

/** The generic brand that any seller may use. */
export const NO_BRAND: Brand = { id: 30768, name: 'No Brand' };

const KNOWN = [
  'Liuwu',
  'Zhuang Brocade',
  'Wuzhou Tea',
  'Hengxian Jasmine',
  'Beibu Bay',
  'Qinzhou Nixing',
  'Mailuo',
  'Yangmei',
];
const PLACES = [
  'Nanning',
  'Guilin',
  'Liuzhou',
  'Beihai',
  'Bama',
  'Hechi',
  'Baise',
  'Yulin',
  'Guigang',
  'Laibin',
  'Hezhou',
  'Chongzuo',
  'Fangchenggang',
  'Detian',
];
const GOODS = [
  'Ceramics',
  'Bamboo',
  'Silk',
  'Rice Noodle',
  'Orchard',
  'Loom',
  'Lantern',
  'Kitchen',
  'Garden',
  'Leather',
  'Paper',
  'Toys',
  'Cable',
  'Lamp',
  'Outdoor',
];

/** More than one page of the largest size. */
export const BRANDS: readonly Brand[] = [
  NO_BRAND,
  ...[...KNOWN, ...PLACES.flatMap((place) => GOODS.map((good) => `${place} ${good}`))].map((name, index) => ({
    id: 40_101 + index,
    name,
  })),
];

const BY_KEY = new Map(
  BRANDS.flatMap((one) => [[String(one.id), one] as const, [one.name.toLowerCase(), one] as const]),
);

export const findBrand = (idOrName: string): Brand | undefined => BY_KEY.get(idOrName.trim().toLowerCase());

export const brandAnswer = (one: Brand): JsonObject => ({
  brand_id: one.id,
  name: one.name,
  name_en: one.name,
  global_identifier: one.name.toLowerCase().replaceAll(' ', '_'),
});
