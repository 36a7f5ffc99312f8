import type { JsonObject } from '../protocol/json.js';
import type { Attribute } from './attribute.js';
import {
  bestBefore,
  capacity,
  certificate,
  color,
  COMMON,
  compatibility,
  flavor,
  material,
  pattern,
  plug,
  shelfLife,
  size,
} from './attribute-library.js';

export interface Category {
  readonly id: number;
  readonly name: string;
  readonly children: readonly Category[];
  /** Of a leaf, beyond what every category asks for. */
  readonly attributes: readonly Attribute[];
}

const leaf = (id: number, name: string, attributes: readonly Attribute[]): Category => ({
  id,
  name,
  children: [],
  attributes,
});
const branch = (id: number, name: string, children: readonly Category[]): Category => ({
  id,
  name,
  children,
  attributes: [],
});

export const CATEGORIES: readonly Category[] = [
  branch(10100001, 'Groceries', [
    branch(10100010, 'Food Staples', [
      leaf(10002001, 'Noodles', [flavor, shelfLife, bestBefore]),
      leaf(10002002, 'Snacks', [flavor, shelfLife, bestBefore]),
      leaf(10002003, 'Tea', [flavor, shelfLife, bestBefore, certificate]),
      leaf(10002004, 'Seasoning & Condiments', [flavor, shelfLife]),
    ]),
  ]),
  branch(10100002, 'Home & Living', [
    branch(10100020, 'Kitchen & Dining', [
      leaf(10002011, 'Drinkware', [capacity, color, material]),
      leaf(10002012, 'Cookware', [size, color, material]),
    ]),
    branch(10100021, 'Bedding', [leaf(10002013, 'Bed Sheets', [size, color, material, pattern])]),
    branch(10100022, 'Home Decor', [
      leaf(10002014, 'Lamps', [color, plug, material]),
      leaf(10002015, 'Handicrafts', [color, size, material, pattern]),
    ]),
  ]),
  branch(10100003, 'Fashion', [
    branch(10100030, 'Clothing', [
      leaf(10002019, 'T-Shirts', [color, size, material, pattern]),
      leaf(10002021, 'Dresses', [color, size, material, pattern]),
    ]),
    branch(10100031, 'Bags', [leaf(10002022, 'Tote Bags', [color, size, material])]),
  ]),
  branch(10100004, 'Electronics', [
    branch(10100040, 'Accessories', [
      leaf(10002031, 'Chargers & Cables', [color, plug]),
      leaf(10002032, 'Phone Cases', [color, size, compatibility]),
    ]),
  ]),
];

/** A leaf that was closed: the tree no longer shows it, and nothing can be listed there. */
const INACTIVE_ID = 10002099;

const LEAVES = new Map<number, { category: Category; path: readonly string[] }>();
const BRANCHES = new Set<number>();
const collect = (categories: readonly Category[], path: readonly string[]): void => {
  for (const category of categories) {
    const here = [...path, category.name];
    if (category.children.length === 0) LEAVES.set(category.id, { category, path: here });
    else BRANCHES.add(category.id);
    collect(category.children, here);
  }
};
collect(CATEGORIES, []);

export const findLeaf = (id: number): Category | undefined => LEAVES.get(id)?.category;

/** Why there is no leaf of that number. */
export function categoryProblem(id: number): 'branch' | 'inactive' | 'unknown' {
  if (BRANCHES.has(id)) return 'branch';
  return id === INACTIVE_ID ? 'inactive' : 'unknown';
}

export const attributesOf = (category: Category): readonly Attribute[] => [...COMMON, ...category.attributes];

export const salePropsOf = (category: Category): string[] =>
  category.attributes.filter((one) => one.saleProp).map((one) => one.name);

/** Leaf categories whose names share the most words with a product's name; the last leaf when none does. */
export function suggestCategories(productName: string): { category: Category; path: readonly string[] }[] {
  const words = productName
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);
  const scored = [...LEAVES.values()].map((one) => {
    const own = one.path.join(' ').toLowerCase();
    return { ...one, score: words.filter((word) => own.includes(word.replace(/s$/, ''))).length };
  });
  const hits = scored.filter((one) => one.score > 0).sort((a, b) => b.score - a.score);
  return (hits.length > 0 ? hits : scored.slice(-1)).slice(0, 3);
}

export const treeAnswer = (category: Category): JsonObject => ({
  category_id: category.id,
  name: category.name,
  leaf: category.children.length === 0,
  var: category.attributes.some((one) => one.saleProp),
  children: category.children.length === 0 ? undefined : category.children.map(treeAnswer),
});
