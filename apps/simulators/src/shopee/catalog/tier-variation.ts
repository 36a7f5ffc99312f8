import type { Tier } from './item.js';

/** What is wrong with tiers or with the models that are to stand on them: an error name and its words. */
export interface TierRefusal {
  readonly error: string;
  readonly message: string;
}

const MAX_TIERS = 2;
export const MAX_MODELS_PER_CALL = 50;
const MAX_NAME = 14;
const MAX_OPTION = 20;

const refuse = (error: string, message: string): TierRefusal => ({ error, message });

/** Whether these tiers can be an item's, by themselves. */
export function checkTiers(tiers: readonly Tier[]): TierRefusal | undefined {
  if (tiers.length === 0 || tiers.length > MAX_TIERS)
    return refuse('error_invalid_tier_variation', `The number of tiers must be from 1 to ${MAX_TIERS}.`);
  const names = tiers.map((tier) => tier.name);
  if (names.some((name) => name === '' || name.length > MAX_NAME))
    return refuse('error_tier_var_name_len', `A tier's name must have from 1 to ${MAX_NAME} characters.`);
  if (new Set(names).size < names.length)
    return refuse('error_duplicate_tier_variation_name', 'The names of the tiers must differ.');
  for (const tier of tiers) {
    const options = tier.options.map((one) => one.option);
    if (options.length === 0) return refuse('error_tier_var_option_empty', `The tier ${tier.name} has no option.`);
    if (options.some((option) => option === '' || option.length > MAX_OPTION))
      return refuse('error_tier_var_option_len', `An option must have from 1 to ${MAX_OPTION} characters.`);
    if (new Set(options).size < options.length)
      return refuse('error_duplicate_tier_option', `The options of the tier ${tier.name} must differ.`);
    const withImage = tier.options.filter((one) => one.imageId !== undefined).length;
    if (tier === tiers[0] ? withImage > 0 && withImage < options.length : withImage > 0)
      return refuse('error_tier_var_image', 'Either all or none of the options of the first tier have an image.');
  }
  return undefined;
}

/** Whether models can stand at these places: each place within the tiers, no place taken twice. */
export function checkPlaces(
  tiers: readonly Tier[],
  places: readonly (readonly number[])[],
  taken: readonly (readonly number[])[] = [],
): TierRefusal | undefined {
  for (const place of places) {
    const fits =
      place.length === tiers.length && place.every((option, tier) => tiers[tier]!.options[option] !== undefined);
    if (!fits) return refuse('error_tier_index', `The tier_index [${place.join(',')}] does not exist.`);
  }
  const keys = [...taken, ...places].map((place) => place.join(','));
  if (new Set(keys).size < keys.length)
    return refuse('error_duplicate_tier_index', 'Two models must not have the same tier_index.');
  return undefined;
}
