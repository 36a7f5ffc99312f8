import { money } from '@pinglu/kernel';
import type { ListingDraft } from '../port/catalog.types.js';

/** A listing that Lazada takes as it is. */
export const draft: ListingDraft = {
  categoryId: '10002019',
  title: 'Demo bag',
  description: '<p>A bag</p>',
  images: ['https://sg-live-02.slatic.net/p/a.jpg'],
  attributes: { brand: 'No Brand', warranty_type: 'No Warranty' },
  options: [
    { name: 'color_family', own: false },
    { name: 'size', own: true },
  ],
  variants: ['BLK', 'RED'].map((color) => ({
    sellerSku: `BAG-${color}-M`,
    options: { color_family: color, size: 'M' },
    price: money(3990n, 'THB'),
    quantity: 10,
    packageWeightGrams: 501,
    packageMillimetres: { length: 200, width: 55, height: 100 },
  })),
};
