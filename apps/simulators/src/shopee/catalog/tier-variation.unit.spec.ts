import type { Tier } from './item.js';
import { checkPlaces, checkTiers } from './tier-variation.js';

const tier = (name: string, options: readonly string[], images: readonly (string | undefined)[] = []): Tier => ({
  name,
  variationId: 0,
  variationGroupId: 0,
  options: options.map((option, index) => ({ option, imageId: images[index], variationOptionId: 0 })),
});
const colour = tier('Colour', ['Gold', 'Silver']);
const size = tier('Size', ['S', 'M', 'L']);

describe('tiers of an item', () => {
  it.each([
    ['one', [colour], undefined],
    ['two', [colour, size], undefined],
    ['none', [], 'error_invalid_tier_variation'],
    ['three', [colour, size, tier('Plug', ['A'])], 'error_invalid_tier_variation'],
    ['a name of 15 characters', [tier('x'.repeat(15), ['A'])], 'error_tier_var_name_len'],
    ['the same name twice', [colour, tier('Colour', ['A'])], 'error_duplicate_tier_variation_name'],
    ['no option', [tier('Colour', [])], 'error_tier_var_option_empty'],
    ['an option of 21 characters', [tier('Colour', ['x'.repeat(21)])], 'error_tier_var_option_len'],
    ['the same option twice', [tier('Colour', ['Gold', 'Gold'])], 'error_duplicate_tier_option'],
    ['images of some options only', [tier('Colour', ['A', 'B'], ['image-1'])], 'error_tier_var_image'],
    ['images of the second tier', [colour, tier('Size', ['S'], ['image-1'])], 'error_tier_var_image'],
    ['images of all options', [tier('Colour', ['A', 'B'], ['image-1', 'image-2'])], undefined],
  ])('with %s', (_what, tiers, error) => {
    expect(checkTiers(tiers)?.error).toBe(error);
  });
});

describe('places of models', () => {
  const tiers = [colour, size];

  it.each([
    [
      'each at its own',
      [
        [0, 0],
        [1, 2],
      ],
      undefined,
    ],
    ['beyond the options', [[0, 3]], 'error_tier_index'],
    ['of too few tiers', [[0]], 'error_tier_index'],
    ['of too many tiers', [[0, 0, 0]], 'error_tier_index'],
    [
      'taken twice',
      [
        [0, 1],
        [0, 1],
      ],
      'error_duplicate_tier_index',
    ],
  ])('%s', (_what, places, error) => {
    expect(checkPlaces(tiers, places)?.error).toBe(error);
  });

  it('do not fall on those of models that are there', () => {
    expect(checkPlaces(tiers, [[1, 1]], [[1, 1]])?.error).toBe('error_duplicate_tier_index');
    expect(checkPlaces(tiers, [[1, 1]], [[1, 2]])).toBeUndefined();
  });
});
