import { Fields } from '../catalog/fields.js';
import type { Item } from '../catalog/item.js';
import { regionRule, toMajor } from '../catalog/region-rule.js';
import { createItem, newModel } from '../catalog/save-item.js';
import { shelfOf } from '../catalog/shelf.js';
import { channelsIn } from '../fulfillment/channel.js';
import { ONE_PIXEL } from '../media/image.js';
import { ACCOUNTS, type Shop } from '../shop/shop.js';
import type { World } from './world.js';

interface Seed {
  readonly name: string;
  readonly tier: string;
  /** Price as a share of the region's base price. */
  readonly models: readonly (readonly [sellerSku: string, option: string, share: number, stock: number])[];
}

const CATEGORY = 100_182;
const SEEDS: readonly Seed[] = [
  {
    name: 'Cotton T-shirt with elephant print',
    tier: 'Colour',
    models: [
      ['LOCAL-TEE-BLK', 'Black', 1, 120],
      ['LOCAL-TEE-WHT', 'White', 1, 80],
    ],
  },
  {
    name: 'Steel drinking bottle',
    tier: 'Size',
    models: [
      ['LOCAL-BOTTLE-500', '500 ml', 1.5, 60],
      ['LOCAL-BOTTLE-1000', '1 L', 2, 3],
    ],
  },
];
/** In the major unit; even, so that every share of it is a price that the country has. */
const BASE_PRICES: Readonly<Record<string, number>> = { SG: 8, MY: 26, TH: 200, VN: 150_000, PH: 300, ID: 90_000 };

/** Local shops have sold here before; all others begin empty. */
export function seedProducts(world: World): void {
  const shops = ACCOUNTS.filter((one) => one.accountId.startsWith('local')).flatMap((one) => one.shops);
  for (const shop of shops) for (const seed of SEEDS) addProduct(world, shop, seed);
}

function addProduct(world: World, shop: Shop, seed: Seed): Item {
  const shelf = shelfOf(world);
  const image = world.media.addImage(ONE_PIXEL, 'image/png', shop.region);
  const { decimals } = regionRule(shop.region);
  const base = BASE_PRICES[shop.region]! * 10 ** decimals;
  const values = {
    item_name: seed.name,
    description: `${seed.name}, from stock, sent within two days.`,
    category_id: CATEGORY,
    original_price: toMajor(base, decimals),
    weight: 0.4,
    image: { image_id_list: [image.imageId] },
    logistic_info: channelsIn(shop.region).map((one) => ({ logistic_id: one.channelId, enabled: true })),
    brand: { brand_id: 0, original_brand_name: 'NoBrand' },
    seller_stock: [{ stock: 0 }],
  };
  const item = createItem(shelf, shop, new Fields(values));
  item.tiers = [
    {
      name: seed.tier,
      variationId: 0,
      variationGroupId: 0,
      options: seed.models.map(([, option]) => ({ option, imageId: undefined, variationOptionId: 0 })),
    },
  ];
  item.models = seed.models.map(([sku, , share, stock], index) =>
    newModel(item, {
      modelId: world.items.newModelId(),
      tierIndex: [index],
      sku,
      price: base * share,
      locations: [{ locationId: '', stock }],
    }),
  );
  world.items.changed(item);
  for (const model of item.models) world.stockTruth.published(model);
  return item;
}
