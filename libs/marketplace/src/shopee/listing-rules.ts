import type { ListingDraft } from '../port/catalog.types.js';
import { InvalidRequestError, type FieldProblem } from '../port/errors.js';
import type { SalesCountry } from '../port/types.js';
import { shopeeCapabilities } from './capabilities.js';
import { priceProblem } from './prices.js';

/** @throws InvalidRequestError with every reason at once, when Shopee is sure to refuse the draft */
export function checkDraft(
  draft: ListingDraft,
  { country, channelIds }: { readonly country: SalesCountry; readonly channelIds: readonly number[] },
): void {
  const problems = problemsOf(draft, country);
  if (channelIds.length === 0)
    problems.push({ field: 'logistics', message: 'The shop has no shipping channel switched on.' });
  if (problems.length === 0) return;
  throw new InvalidRequestError(
    {
      cause: 'The listing is not complete.',
      advice: 'See the fields; change them and send it again.',
      zh: { cause: '商品资料不完整。', advice: '请根据字段说明修改后重新提交。' },
    },
    { marketplace: 'shopee', operation: 'catalog.createProduct' },
    problems,
  );
}

function problemsOf({ title, images, options, variants }: ListingDraft, country: SalesCountry): FieldProblem[] {
  const { titleCharacters, imagesPerListing, variantsPerCreate } = shopeeCapabilities.limits;
  const problems: FieldProblem[] = [];
  const want = (holds: boolean, field: string, message: string): void => {
    if (!holds) problems.push({ field, message });
  };
  want(
    title.length > 0 && title.length <= titleCharacters,
    'title',
    `The title must have 1 to ${titleCharacters} characters.`,
  );
  want(
    images.length > 0 && images.length <= imagesPerListing,
    'images',
    `A listing must have 1 to ${imagesPerListing} pictures.`,
  );
  want(
    variants.length > 0 && variants.length <= variantsPerCreate,
    'variants',
    `A listing must have 1 to ${variantsPerCreate} variants.`,
  );
  want(options.length <= 2, 'options', 'Variants can differ in at most 2 options.');
  want(variants.length <= 1 || options.length > 0, 'options', 'Several variants must differ in an option.');
  for (const { name } of options) want(name.length <= 14, 'options', `The option ${name} has more than 14 characters.`);
  for (const { sellerSku, price, quantity, options: values } of variants) {
    const wrong = priceProblem(price, country);
    want(wrong === null, sellerSku, wrong ?? '');
    want(Number.isSafeInteger(quantity) && quantity >= 0, sellerSku, 'The quantity must be a whole number from 0.');
    want(sellerSku.length > 0 && sellerSku.length <= 100, sellerSku, 'A seller SKU has 1 to 100 characters.');
    for (const { name } of options) {
      const value = values[name] ?? '';
      want(
        value !== '' && value.length <= 20,
        sellerSku,
        `The option ${name} must have a value of 1 to 20 characters.`,
      );
    }
  }
  want(
    new Set(variants.map(({ sellerSku }) => sellerSku)).size === variants.length,
    'variants',
    'A seller SKU comes twice.',
  );
  const places = variants.map((variant) => JSON.stringify(options.map(({ name }) => variant.options[name] ?? '')));
  want(
    options.length === 0 || new Set(places).size === places.length,
    'variants',
    'Two variants have the same options.',
  );
  const pictured = variants.filter((variant) => (variant.images ?? []).length > 0);
  want(
    pictured.length === 0 || (pictured.length === variants.length && options.length > 0),
    'images',
    'If one variant has a picture of its own, all must, and there must be an option that it belongs to.',
  );
  return problems;
}
