import { money } from '@pinglu/kernel';
import type { ListingDraft } from '../port/catalog.types.js';

/** A listing with two variants that Shopee takes as it is. */
export const draft: ListingDraft = {
  categoryId: '100182',
  title: 'Brass lamp',
  description: '<p>A lamp</p><p>of brass &amp; glass</p>',
  images: ['sg-11134201-7rabc-lz0001'],
  attributes: { brand: 'Lampwerk', '100010': 'Brass', '100012': '40' },
  options: [
    { name: 'Colour', own: true },
    { name: 'Size', own: true },
  ],
  variants: [
    { colour: 'Black', price: 1550n },
    { colour: 'Gold', price: 1600n },
  ].map(({ colour, price }) => ({
    sellerSku: `LAMP-${colour.toUpperCase()}-M`,
    options: { Colour: colour, Size: 'M' },
    price: money(price, 'SGD'),
    quantity: 10,
    packageWeightGrams: 401,
    packageMillimetres: { length: 200, width: 55, height: 101 },
  })),
};

/** The same as one without variants. */
export const simpleDraft: ListingDraft = { ...draft, options: [], variants: [{ ...draft.variants[0]!, options: {} }] };
