import { child, children, textOf, type Node } from '../protocol/payload.js';
import { attributesOf, type Category } from './category.js';
import type { Problems } from './problems.js';
import type { Variation } from './product.js';
import type { SkuDraft } from './read-sku.js';

const MAX_VARIATIONS = 2;
const MAX_OPTIONS = 50;
const MAX_NAME = 15;
const MAX_OPTION = 20;
/** As many nodes as documents name. */
const NUMBERS = [1, 2, 3, 4] as const;

/** `variation1` to `variation4`; documents spell the names in both cases. What is wrong with them is a problem 209. */
export function readVariations(product: Node, category: Category, problems: Problems): Variation[] {
  const node = child(product, 'variation');
  if (!node) return [];
  const variations = NUMBERS.flatMap((number) => {
    const one = child(node, `variation${number}`);
    return one ? [{ number, variation: readVariation(one) }] : [];
  });
  const wrong = (field: string, name: string, reason: string): void => problems.add(209, field, `${name}: ${reason}`);
  if (variations.length === 0) wrong('variation', 'VARIATION_EMPTY', 'the variation is empty');
  if (variations.length > MAX_VARIATIONS) {
    const reason = `no more than ${MAX_VARIATIONS} are allowed (BIZ_CHECK_TOTAL_SALE_PROP_MAX_ITEMS)`;
    wrong('variation', 'VARIATION_SIZE_LIMIT', reason);
  }
  const names = variations.map(({ variation }) => variation.name);
  if (new Set(names).size < names.length) wrong('variation', 'VARIATION_NAME_DUPLICATE', 'a name comes twice');
  for (const { number, variation } of variations) checkVariation({ number, variation, category }, wrong);
  return variations.map(({ variation }) => variation);
}

function readVariation(node: Node): Variation {
  const nested = child(node, 'options');
  return {
    name: textOf(node, 'name') ?? '',
    hasImage: textOf(node, 'hasImage')?.toLowerCase() === 'true',
    customize: textOf(node, 'customize')?.toLowerCase() === 'true',
    options: (nested ? children(nested, 'option') : children(node, 'options')).map(String),
  };
}

function checkVariation(
  { number, variation, category }: { number: number; variation: Variation; category: Category },
  wrong: (field: string, name: string, reason: string) => void,
): void {
  const { name, options } = variation;
  const field = `Variation${number}`;
  if (name === '') wrong(field, 'VARIATION_NAME_EMPTY', 'it has no name');
  if (name.length > MAX_NAME) wrong(field, 'VARIATION_NAME_LENGTH_LIMIT', `${name} is longer than ${MAX_NAME}`);
  if (options.length === 0) wrong(field, 'VARIATION_OPTIONS_EMPTY', `${name} has no options`);
  if (options.length > MAX_OPTIONS) wrong(field, 'OPTIONS_SIZE_LIMIT', `${name} has more than ${MAX_OPTIONS} options`);
  if (options.includes('')) wrong(field, 'VARIATION_OPTION_EMPTY', `an option of ${name} is empty`);
  for (const option of options) {
    if (option.length > MAX_OPTION)
      wrong(field, 'VARIATION_OPTION_LENGTH_LIMIT', `${option} is longer than ${MAX_OPTION}`);
  }
  if (new Set(options).size < options.length)
    wrong(field, 'VARIATION_OPTION_DUPLICATE', `an option of ${name} comes twice`);
  if (variation.hasImage && number > 1)
    wrong(field, 'VARIATION_IMAGE_MUST_SET_VARIATION1', 'only Variation1 can have images');
  if (!variation.customize) checkStandard(field, variation, { category, wrong });
}

/** A sale property of the category: it must be one, and a closed list allows nothing of the seller's own. */
function checkStandard(
  field: string,
  { name, options, hasImage }: Variation,
  { category, wrong }: { category: Category; wrong: (field: string, name: string, reason: string) => void },
): void {
  const attribute = attributesOf(category).find((one) => one.saleProp && one.name === name);
  if (!attribute) {
    wrong(field, 'VARIATION_CATEGORY_ATTRIBUTE_INVALID', `${name} is not found in the category attribute library`);
    return;
  }
  if (hasImage && name === 'size') wrong(field, 'VARIATION_CATEGORY_SIZE_IMAGE', 'size must not have images');
  if (attribute.inputType !== 'singleSelect') return;
  for (const option of options) {
    if (!attribute.options.includes(option))
      wrong(field, 'SKU_VARIATION_OPTION_NOT_EXIST', `${option} is no option of ${name}`);
  }
}

/** Older clients declare nothing and write sale properties into their SKUs: the declaration follows from those. */
export function variationsOfSkus(skus: readonly SkuDraft[]): Variation[] {
  const names = new Set(skus.flatMap((sku) => Object.keys(sku.saleProps)));
  return [...names].map((name) => ({
    name,
    hasImage: false,
    customize: false,
    options: [...new Set(skus.flatMap((sku) => sku.saleProps[name] ?? []))],
  }));
}
