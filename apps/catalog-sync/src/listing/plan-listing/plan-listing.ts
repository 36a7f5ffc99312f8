import type { CategoryAttribute, ListingDraft, ListingOption, MarketplaceCapabilities } from '@pinglu/marketplace';
import type { CategoryFacts } from '../../marketplace/categories.js';
import { gapsOf, type PackageSize, type Product, type Sku } from '../../product/product.js';
import type { Shop } from '../../shop/shop.js';
import type { ListingProblem } from '../listing.js';

export interface PlanInput {
  readonly product: Product;
  readonly shop: Pick<Shop, 'country' | 'currency'>;
  /** Null when none was found. */
  readonly category: CategoryFacts | null;
  readonly limits: MarketplaceCapabilities['limits'];
}

export type ListingPlan =
  | { readonly draft: ListingDraft; readonly problems: readonly [] }
  | { readonly draft: null; readonly problems: readonly ListingProblem[] };

/** No marketplace that we know lets variants differ in more. */
const MOST_OPTIONS = 2;

/** What marketplaces call goods without a brand of their own; it is on every list of brands. */
const GENERIC_BRAND = 'No Brand';

/**
 * What a product becomes in a shop, or all that stands in the way, in words for its seller. Stock is not in it: a
 * listing begins with none, and inventory writes what may be sold.
 */
export function planListing({ product, shop, category, limits }: PlanInput): ListingPlan {
  const options = planOptions(product, category?.attributes ?? []);
  const problems: ListingProblem[] = [
    ...gapsOf(product).filter(({ field }) => field !== 'prices'),
    ...priceProblems(product, shop),
    ...limitProblems(product, limits),
    ...(category
      ? attributeProblems(category.attributes, options)
      : [
          {
            field: 'category',
            message: 'No category of the marketplace fits; write the name of one into the column Type.',
          },
        ]),
  ];
  if (problems.length > 0 || !category) return { draft: null, problems };
  return {
    problems: [],
    draft: {
      categoryId: category.categoryId,
      title: product.title,
      description: withoutImages(product.description),
      // Where the seller has them; before the listing is made the marketplace is given its own.
      images: product.images.slice(0, limits.imagesPerListing),
      attributes: valuesOf(category.attributes, product),
      options: [...options.values()],
      variants: product.skus.map((sku) => ({
        sellerSku: sku.sellerSku,
        options: Object.fromEntries([...options].map(([ours, { name }]) => [name, sku.options[ours] ?? ''])),
        price: sku.prices.find(({ currency }) => currency === shop.currency)!,
        quantity: 0,
        packageWeightGrams: sku.weightGrams!,
        packageMillimetres: millimetresOf(product.packageSize ?? guessedSize(sku)),
      })),
    },
  };
}

function priceProblems({ skus }: Product, { currency, country }: PlanInput['shop']): ListingProblem[] {
  const without = skus.filter(({ prices }) => !prices.some((price) => price.currency === currency));
  return without.map(({ sellerSku }) => ({
    field: 'price',
    message: `${sellerSku} has no price in ${currency}; fill the column Price ${country}.`,
  }));
}

function limitProblems({ title, skus }: Product, limits: PlanInput['limits']): ListingProblem[] {
  const names = optionNames(skus);
  return [
    ...([...title].length > limits.titleCharacters
      ? [{ field: 'title', message: `The title is longer than ${limits.titleCharacters} characters.` }]
      : []),
    ...(skus.length > limits.variantsPerCreate
      ? [
          {
            field: 'variants',
            message: `There are ${skus.length} variants; a listing holds ${limits.variantsPerCreate}.`,
          },
        ]
      : []),
    ...(names.length > MOST_OPTIONS
      ? [
          {
            field: 'options',
            message: `The variants differ in ${names.join(', ')}; at most ${MOST_OPTIONS} are possible.`,
          },
        ]
      : []),
    ...skus
      .filter(({ options }) => names.some((name) => options[name] === undefined))
      .map(({ sellerSku }) => ({ field: 'options', message: `${sellerSku} does not say its ${names.join(' and ')}.` })),
  ];
}

const optionNames = (skus: readonly Sku[]): string[] => [
  ...new Set(skus.flatMap(({ options }) => Object.keys(options))),
];

/** Our option to theirs: one that the category offers where the words agree, else the seller's own. */
function planOptions({ skus }: Product, attributes: readonly CategoryAttribute[]): Map<string, ListingOption> {
  const taken = new Set<string>();
  return new Map(
    optionNames(skus).map((name) => {
      const values = skus.flatMap(({ options }) => (options[name] === undefined ? [] : [options[name]]));
      const offered = attributes.find(
        (attribute) =>
          attribute.option && !taken.has(attribute.name) && meansTheSame(attribute, name) && takes(attribute, values),
      );
      if (offered) taken.add(offered.name);
      return [name, offered ? { name: offered.name, own: false } : { name, own: true }];
    }),
  );
}

const takes = ({ input, choices }: CategoryAttribute, values: readonly string[]): boolean =>
  choices.length === 0 || input.endsWith('_or_own') || values.every((value) => choices.includes(value));

function meansTheSame({ name, label }: CategoryAttribute, ours: string): boolean {
  const word = wordOf(ours);
  return [name, label].some((theirs) => wordOf(theirs) === word || wordOf(theirs) === `${word}family`);
}

/** One spelling for Colour, color and COLOR_. */
const wordOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace('colour', 'color');

/** What a draft says in fields of its own, however a category words it. */
const SAID_BY_DRAFT = new Set(
  'name title description shortdescription sellersku price quantity packageweight packagelength packagewidth packageheight'.split(
    ' ',
  ),
);

function attributeProblems(
  attributes: readonly CategoryAttribute[],
  options: ReadonlyMap<string, ListingOption>,
): ListingProblem[] {
  const answered = new Set([...options.values()].map(({ name }) => name));
  return attributes
    .filter(
      ({ name, mandatory }) =>
        mandatory && !SAID_BY_DRAFT.has(wordOf(name)) && wordOf(name) !== 'brand' && !answered.has(name),
    )
    .map(({ name, label, level, choices }) => ({
      field: name,
      message:
        `The category asks for ${label}${level === 'variant' ? ' of each variant' : ''}` +
        `${choices.length > 0 ? `, such as ${choices.slice(0, 5).join(', ')}` : ''}; choose another category in the column Type.`,
    }));
}

/** What we know of the attributes that a category asks of the listing as a whole: the brand. */
function valuesOf(attributes: readonly CategoryAttribute[], { brand }: Product): Record<string, string> {
  const asked = attributes.find(({ name, level }) => level === 'listing' && wordOf(name) === 'brand');
  if (!asked) return {};
  return { [asked.name]: brand !== null && asked.choices.includes(brand) ? brand : GENERIC_BRAND };
}

/** A picture on somebody else's host has the whole description refused. */
const withoutImages = (html: string): string => html.replace(/<img\b[^>]*>/gi, '');

const millimetresOf = ({
  lengthCm,
  widthCm,
  heightCm,
}: PackageSize): { length: number; width: number; height: number } => ({
  length: Math.ceil(lengthCm * 10),
  width: Math.ceil(widthCm * 10),
  height: Math.ceil(heightCm * 10),
});

/**
 * Carriers charge by weight or by 5,000 cm³ a kilogram, whichever is more. Where the seller gives no size, the box is
 * the one in which both are the same, so that the guess makes nothing dearer.
 */
function guessedSize({ weightGrams }: Sku): PackageSize {
  const side = Math.max(1, Math.ceil(Math.cbrt((weightGrams ?? 1) * 5)));
  return { lengthCm: side, widthCm: side, heightCm: side };
}
