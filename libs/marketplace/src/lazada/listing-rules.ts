import type { ListingDraft, ListingOption, ListingUpdate, ListingVariantDraft } from '../port/catalog.types.js';
import type { FieldProblem } from '../port/errors.js';
import { currencyOfCountry, type SalesCountry } from '../port/types.js';
import { lazadaCapabilities } from './capabilities.js';
import { isPrice } from './money.js';

const { titleCharacters, imagesPerListing, variantsPerCreate } = lazadaCapabilities.limits;
const descriptionCharacters = 25_000;
const largestWeightGrams = 40_000;
const largestSidesMillimetres = 3_000;
/** Of the seller's own options. */
const ownOption = { nameCharacters: 15, valueCharacters: 20, values: 50 } as const;

class Problems {
  readonly found: FieldProblem[] = [];

  check(holds: boolean, field: string, message: string): void {
    if (!holds) this.found.push({ field, message });
  }
}

/** All that Lazada is sure to refuse in a draft; it would tell one thing at a time. */
export function problemsOfDraft(draft: ListingDraft, country: SalesCountry): FieldProblem[] {
  const problems = new Problems();
  checkTexts(draft, problems);
  checkVariants(draft, country, problems);
  problems.check(
    draft.variants.length <= 1 || draft.options.length > 0,
    'options',
    'Several variants must differ in an option.',
  );
  return problems.found;
}

export function problemsOfVariants(
  addition: { readonly options: readonly ListingOption[]; readonly variants: readonly ListingVariantDraft[] },
  country: SalesCountry,
): FieldProblem[] {
  const problems = new Problems();
  checkVariants(addition, country, problems);
  problems.check(addition.options.length > 0, 'options', 'A variant must differ from the others in an option.');
  return problems.found;
}

export function problemsOfUpdate(update: ListingUpdate): FieldProblem[] {
  const problems = new Problems();
  checkTexts(update, problems);
  problems.check(
    (update.variants?.length ?? 0) <= variantsPerCreate,
    'variants',
    `At most ${variantsPerCreate} variants can change at once.`,
  );
  for (const { externalSkuId, images = [], packageWeightGrams, packageMillimetres } of update.variants ?? []) {
    checkImages(images, externalSkuId, problems);
    if (packageWeightGrams !== undefined) checkWeight(packageWeightGrams, externalSkuId, problems);
    if (packageMillimetres) checkSides(packageMillimetres, externalSkuId, problems);
  }
  return problems.found;
}

function checkTexts(
  { title, description, images = [] }: Partial<Pick<ListingDraft, 'title' | 'description' | 'images'>>,
  problems: Problems,
): void {
  problems.check(
    title === undefined || (title.length > 0 && title.length <= titleCharacters),
    'title',
    `The title must have 1 to ${titleCharacters} characters.`,
  );
  problems.check(
    (description?.length ?? 0) <= descriptionCharacters,
    'description',
    `The description must have at most ${descriptionCharacters} characters.`,
  );
  checkImages(images, 'images', problems);
}

function checkVariants(
  { options, variants }: Pick<ListingDraft, 'options' | 'variants'>,
  country: SalesCountry,
  problems: Problems,
): void {
  problems.check(
    variants.length > 0 && variants.length <= variantsPerCreate,
    'variants',
    `A listing must have 1 to ${variantsPerCreate} variants.`,
  );
  problems.check(options.length <= 2, 'options', 'Variants can differ in at most 2 options.');
  for (const option of options) checkOption(option, variants, problems);
  for (const variant of variants) checkVariant(variant, { options, country }, problems);
  const differ = (keys: readonly string[]): boolean => new Set(keys).size === keys.length;
  problems.check(differ(variants.map(({ sellerSku }) => sellerSku)), 'variants', 'A seller SKU comes twice.');
  problems.check(
    options.length === 0 ||
      differ(variants.map((variant) => JSON.stringify(options.map(({ name }) => variant.options[name])))),
    'variants',
    'Two variants have the same options.',
  );
  const withImages = variants.filter(({ images = [] }) => images.length > 0).length;
  problems.check(
    withImages === 0 || withImages === variants.length,
    'variants',
    'If one variant has images of its own, all must.',
  );
}

function checkOption({ name, own }: ListingOption, variants: readonly ListingVariantDraft[], problems: Problems): void {
  const values = new Set(variants.map((variant) => variant.options[name] ?? ''));
  problems.check(values.size <= ownOption.values, name, `An option has at most ${ownOption.values} values.`);
  if (!own) return;
  problems.check(
    name.length <= ownOption.nameCharacters,
    name,
    `The name of an own option has at most ${ownOption.nameCharacters} characters.`,
  );
  problems.check(
    [...values].every((value) => value.length <= ownOption.valueCharacters),
    name,
    `A value of an own option has at most ${ownOption.valueCharacters} characters.`,
  );
}

function checkVariant(
  variant: ListingVariantDraft,
  { options, country }: { readonly options: readonly ListingOption[]; readonly country: SalesCountry },
  problems: Problems,
): void {
  const { sellerSku, price, quantity, options: values, images = [] } = variant;
  const currency = currencyOfCountry[country];
  problems.check(
    /^[^"*^~<>/\\|]{1,50}$/.test(sellerSku),
    sellerSku,
    'A seller SKU has 1 to 50 characters, none of "*^~<>/\\|.',
  );
  problems.check(price.currency === currency, sellerSku, `The price must be in ${currency}.`);
  problems.check(isPrice(price), sellerSku, 'The price must be above zero, and whole in VND and IDR.');
  problems.check(
    Number.isSafeInteger(quantity) && quantity >= 0,
    sellerSku,
    'The quantity must be a whole number from 0.',
  );
  for (const { name } of options) {
    problems.check(Boolean(values[name]), sellerSku, `The option ${name} has no value.`);
  }
  checkImages(images, sellerSku, problems);
  checkWeight(variant.packageWeightGrams, sellerSku, problems);
  checkSides(variant.packageMillimetres, sellerSku, problems);
}

function checkImages(images: readonly string[], field: string, problems: Problems): void {
  problems.check(images.length <= imagesPerListing, field, `At most ${imagesPerListing} images are allowed.`);
  problems.check(new Set(images).size === images.length, field, 'An image comes twice.');
}

function checkWeight(grams: number, field: string, problems: Problems): void {
  problems.check(
    grams > 0 && grams <= largestWeightGrams,
    field,
    `The parcel must weigh at most ${largestWeightGrams / 1_000} kg, and more than nothing.`,
  );
}

function checkSides(
  { length, width, height }: ListingVariantDraft['packageMillimetres'],
  field: string,
  problems: Problems,
): void {
  problems.check(
    Math.min(length, width, height) > 0 && length + width + height <= largestSidesMillimetres,
    field,
    `The sides of the parcel must be above zero and together at most ${largestSidesMillimetres / 10} cm.`,
  );
}
