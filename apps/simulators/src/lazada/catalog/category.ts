import type { JsonObject } from '../protocol/json.js';

export interface Attribute {
  readonly id: number;
  readonly name: string;
  readonly label: string;
  /** `normal` belongs to the product, `sku` to each variant. */
  readonly level: 'normal' | 'sku';
  readonly inputType: 'text' | 'richText' | 'numeric' | 'singleSelect' | 'enumInput' | 'multiEnumInput';
  readonly mandatory: boolean;
  /** Tells variants of one product apart. */
  readonly saleProp: boolean;
  readonly options: readonly string[];
}

export interface Category {
  readonly id: number;
  readonly name: string;
  readonly children: readonly Category[];
  /** Of a leaf, beyond what every category asks for. */
  readonly attributes: readonly Attribute[];
}

const attribute = (
  id: number,
  name: string,
  level: Attribute['level'],
  rest: Partial<Attribute> & Pick<Attribute, 'inputType'>,
): Attribute => ({
  id,
  name,
  label: name
    .split('_')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join(' '),
  level,
  mandatory: false,
  saleProp: false,
  options: [],
  ...rest,
});

const COMMON: readonly Attribute[] = [
  attribute(20001, 'name', 'normal', { inputType: 'text', mandatory: true }),
  attribute(20002, 'brand', 'normal', { inputType: 'singleSelect', mandatory: true }),
  attribute(20003, 'description', 'normal', { inputType: 'richText' }),
  attribute(20004, 'short_description', 'normal', { inputType: 'richText' }),
  attribute(20005, 'warranty_type', 'normal', {
    inputType: 'singleSelect',
    options: ['No Warranty', 'Local Supplier Warranty', 'International Seller Warranty'],
  }),
  attribute(20006, 'delivery_option_sof', 'normal', { inputType: 'singleSelect', options: ['Yes', 'No'] }),
  attribute(20101, 'SellerSku', 'sku', { inputType: 'text', mandatory: true }),
  attribute(20102, 'price', 'sku', { inputType: 'numeric', mandatory: true }),
  attribute(20103, 'special_price', 'sku', { inputType: 'numeric' }),
  attribute(20104, 'quantity', 'sku', { inputType: 'numeric' }),
  attribute(20105, 'package_weight', 'sku', { inputType: 'numeric', mandatory: true }),
  attribute(20106, 'package_length', 'sku', { inputType: 'numeric', mandatory: true }),
  attribute(20107, 'package_width', 'sku', { inputType: 'numeric', mandatory: true }),
  attribute(20108, 'package_height', 'sku', { inputType: 'numeric', mandatory: true }),
  attribute(20109, 'package_content', 'sku', { inputType: 'text' }),
];

const color = attribute(30585, 'color_family', 'sku', {
  inputType: 'multiEnumInput',
  saleProp: true,
  options: ['Black', 'White', 'Red', 'Blue', 'Green', 'Yellow', 'Pink', 'Grey', 'Beige', 'Multicolor'],
});
const size = attribute(30586, 'size', 'sku', {
  inputType: 'enumInput',
  saleProp: true,
  options: ['S', 'M', 'L', 'XL', 'Int: One size'],
});
const material = attribute(30721, 'material', 'normal', {
  inputType: 'enumInput',
  options: ['Cotton', 'Bamboo', 'Steel', 'Plastic', 'Glass'],
});
const flavor = attribute(30811, 'flavor', 'sku', {
  inputType: 'enumInput',
  saleProp: true,
  options: ['Original', 'Spicy'],
});
const plug = attribute(30905, 'plug_type', 'normal', {
  inputType: 'singleSelect',
  options: ['Type A', 'Type C', 'Type G', 'No plug'],
});
const capacity = attribute(30640, 'capacity', 'sku', {
  inputType: 'enumInput',
  saleProp: true,
  options: ['250 ml', '500 ml', '1 L'],
});

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
      leaf(10002001, 'Noodles', [flavor]),
      leaf(10002002, 'Snacks', [flavor]),
      leaf(10002003, 'Tea', [flavor]),
      leaf(10002004, 'Seasoning & Condiments', [flavor]),
    ]),
  ]),
  branch(10100002, 'Home & Living', [
    branch(10100020, 'Kitchen & Dining', [
      leaf(10002011, 'Drinkware', [capacity, color, material]),
      leaf(10002012, 'Cookware', [size, color, material]),
    ]),
    branch(10100021, 'Bedding', [leaf(10002013, 'Bed Sheets', [size, color, material])]),
    branch(10100022, 'Home Decor', [
      leaf(10002014, 'Lamps', [color, plug, material]),
      leaf(10002015, 'Handicrafts', [color, size, material]),
    ]),
  ]),
  branch(10100003, 'Fashion', [
    branch(10100030, 'Clothing', [
      leaf(10002019, 'T-Shirts', [color, size, material]),
      leaf(10002021, 'Dresses', [color, size, material]),
    ]),
    branch(10100031, 'Bags', [leaf(10002022, 'Tote Bags', [color, size, material])]),
  ]),
  branch(10100004, 'Electronics', [
    branch(10100040, 'Accessories', [
      leaf(10002031, 'Chargers & Cables', [color, plug]),
      leaf(10002032, 'Phone Cases', [color, size]),
    ]),
  ]),
];

const LEAVES = new Map<number, { category: Category; path: readonly string[] }>();
const collect = (categories: readonly Category[], path: readonly string[]): void => {
  for (const category of categories) {
    const here = [...path, category.name];
    if (category.children.length === 0) LEAVES.set(category.id, { category, path: here });
    collect(category.children, here);
  }
};
collect(CATEGORIES, []);

export const findLeaf = (id: number): Category | undefined => LEAVES.get(id)?.category;

export const attributesOf = (category: Category): readonly Attribute[] => [...COMMON, ...category.attributes];

/** Leaf categories whose names share the most words with a product's name; the first leaf when none does. */
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

export const attributeAnswer = (one: Attribute): JsonObject => ({
  id: one.id,
  name: one.name,
  label: one.label,
  attribute_type: one.level,
  input_type: one.inputType,
  is_mandatory: one.mandatory ? 1 : 0,
  is_sale_prop: one.saleProp ? 1 : 0,
  advanced: { is_key_prop: 0 },
  options: one.options.map((name, index) => ({ id: one.id * 100 + index, name, en_name: name })),
});
