export interface AttributeValue {
  readonly id: number;
  readonly name: string;
}

/** 1 and 4 take values of the list only; 2 and 5 also others; 3 is free text (the platform spells it FREE_TEXT_FILED). */
export type InputType = 1 | 2 | 3 | 4 | 5;

export interface Attribute {
  readonly id: number;
  readonly name: string;
  readonly mandatory: boolean;
  readonly inputType: InputType;
  /** 0 none, 1 integer, 2 text, 3 float, 4 date. */
  readonly validation: 0 | 1 | 2 | 3 | 4;
  readonly maxValues: number;
  /** Not empty for a quantity with a unit. */
  readonly units: readonly string[];
  readonly values: readonly AttributeValue[];
}

export interface Category {
  readonly id: number;
  /** 0 for a root. */
  readonly parentId: number;
  readonly name: string;
  readonly isLeaf: boolean;
  readonly attributes: readonly Attribute[];
  readonly brandMandatory: boolean;
  readonly daysToShip: { readonly min: number; readonly max: number };
  /** A category that may not be used in this country, whoever asks. */
  readonly isBlocked: boolean;
}

const attribute = (id: number, name: string, rest: Partial<Attribute> = {}): Attribute => ({
  id,
  name,
  mandatory: false,
  inputType: 2,
  validation: 0,
  maxValues: 1,
  units: [],
  values: [],
  ...rest,
});

const values = (first: number, names: readonly string[]): AttributeValue[] =>
  names.map((name, index) => ({ id: first + index, name }));

const material = attribute(100134, 'Material', {
  values: values(901, ['Cotton', 'Bamboo', 'Brass', 'Steel', 'Plastic', 'Glass', 'Silk']),
});
const origin = attribute(100037, 'Country of Origin', { values: values(941, ['China', 'Vietnam', 'Thailand']) });
const dressLength = attribute(100401, 'Dress Length', {
  mandatory: true,
  inputType: 1,
  values: values(961, ['Short', 'Knee length', 'Long']),
});
const occasion = attribute(100402, 'Occasion', {
  inputType: 5,
  maxValues: 3,
  values: values(971, ['Party', 'Wedding', 'Daily', 'Office']),
});
const shelfLife = attribute(100010, 'Shelf Life', {
  mandatory: true,
  inputType: 2,
  units: ['Days', 'Months'],
  values: values(981, ['6', '12', '24']),
});
const plug = attribute(100501, 'Plug Type', {
  inputType: 4,
  maxValues: 2,
  values: values(991, ['Type A', 'Type C', 'Type G']),
});
const note = attribute(100999, 'Care Note', { inputType: 3, validation: 2 });

const branch = (id: number, parentId: number, name: string): Category => ({
  id,
  parentId,
  name,
  isLeaf: false,
  attributes: [],
  brandMandatory: false,
  daysToShip: { min: 7, max: 30 },
  isBlocked: false,
});
const leaf = (id: number, parentId: number, name: string, rest: Partial<Category> = {}): Category => ({
  ...branch(id, parentId, name),
  isLeaf: true,
  ...rest,
});

export const CATEGORIES: readonly Category[] = [
  branch(100017, 0, 'Women Clothes'),
  branch(100104, 100017, 'Dresses & Tops'),
  leaf(100358, 100104, 'Dresses', { attributes: [dressLength, occasion, material, note], brandMandatory: true }),
  leaf(100352, 100104, 'T-shirts', { attributes: [material, origin] }),
  branch(100629, 0, 'Food & Beverages'),
  leaf(100780, 100629, 'Noodles', { attributes: [shelfLife, origin], daysToShip: { min: 3, max: 10 } }),
  leaf(100782, 100629, 'Tea', { attributes: [shelfLife, origin], daysToShip: { min: 3, max: 10 } }),
  leaf(100783, 100629, 'Snacks', { attributes: [shelfLife, origin], daysToShip: { min: 3, max: 10 } }),
  branch(100636, 0, 'Home & Living'),
  branch(100717, 100636, 'Decoration'),
  leaf(100182, 100717, 'Lamps', { attributes: [plug, material] }),
  leaf(100183, 100717, 'Handicrafts', { attributes: [material, origin] }),
  branch(100718, 100636, 'Kitchenware'),
  leaf(100184, 100718, 'Drinkware', { attributes: [material] }),
  leaf(100185, 100718, 'Cookware', { attributes: [material] }),
  branch(100535, 0, 'Computers & Accessories'),
  leaf(100610, 100535, 'Chargers & Cables', { attributes: [plug] }),
  leaf(100611, 100535, 'Phone Cases', { attributes: [material] }),
  branch(100009, 0, 'Fashion Accessories'),
  leaf(100101, 100009, 'Tote Bags', { attributes: [material, origin] }),
  leaf(100102, 100009, 'Weapons', { isBlocked: true }),
];

const BY_ID = new Map(CATEGORIES.map((one) => [one.id, one]));

export const findCategory = (id: number): Category | undefined => BY_ID.get(id);

export const findLeaf = (id: number): Category | undefined => {
  const found = BY_ID.get(id);
  return found?.isLeaf ? found : undefined;
};

/** Leaves whose names share the most words with an item's name; the last leaf that may be used when none does. */
export function recommendCategories(itemName: string): number[] {
  const words = itemName
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2)
    .map((word) => word.replace(/(es|s)$/, ''));
  const usable = CATEGORIES.filter((one) => one.isLeaf && !one.isBlocked);
  const scored = usable.map(({ id, name, parentId }) => {
    const own = `${name} ${BY_ID.get(parentId)?.name ?? ''}`.toLowerCase();
    return { id, score: words.filter((word) => own.includes(word)).length };
  });
  const hits = scored.filter((one) => one.score > 0).toSorted((a, b) => b.score - a.score);
  return (hits.length > 0 ? hits : scored.slice(-1)).slice(0, 3).map((one) => one.id);
}
