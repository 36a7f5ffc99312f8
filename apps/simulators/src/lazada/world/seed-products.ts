import { createProduct } from '../catalog/save-product.js';
import { findSeller, LOCAL_SELLER_ID } from '../seller/seller.js';
import type { World } from './world.js';

interface Seed {
  readonly category: string;
  readonly name: string;
  readonly variation: string;
  readonly skus: readonly (readonly [sellerSku: string, option: string, price: string, quantity: string])[];
}

const SEEDS: readonly Seed[] = [
  {
    category: '10002019',
    name: 'Cotton T-shirt with elephant print',
    variation: 'color_family',
    skus: [
      ['LOCAL-TEE-BLK', 'Black', '199.00', '120'],
      ['LOCAL-TEE-WHT', 'White', '199.00', '80'],
    ],
  },
  {
    category: '10002011',
    name: 'Steel drinking bottle',
    variation: 'capacity',
    skus: [
      ['LOCAL-BOTTLE-500', '500 ml', '259.00', '60'],
      ['LOCAL-BOTTLE-1000', '1 L', '329.00', '3'],
    ],
  },
];

const PARCEL = { package_weight: '0.4', package_length: '25', package_width: '15', package_height: '8' };

/** The local shop has sold here before; the cross-border shops begin empty. */
export function seedProducts(world: World): void {
  const seller = findSeller(LOCAL_SELLER_ID)!;
  for (const seed of SEEDS) {
    createProduct(world, seller, {
      PrimaryCategory: seed.category,
      Images: { Image: [`https://sg-live-02.slatic.net/p/${seed.skus[0]![0].toLowerCase()}.jpg`] },
      Attributes: { name: seed.name, brand: 'No Brand', warranty_type: 'No Warranty' },
      variation: {
        variation1: {
          name: seed.variation,
          hasImage: false,
          customize: false,
          options: { option: seed.skus.map(([, option]) => option) },
        },
      },
      Skus: {
        Sku: seed.skus.map(([SellerSku, option, price, quantity]) => ({
          SellerSku,
          price,
          quantity,
          saleProp: { [seed.variation]: option },
          ...PARCEL,
        })),
      },
    });
  }
}
