import { MUST_BE_SAID } from '../catalog/item-draft.js';
import { ItemStore } from '../catalog/item-store.js';
import type { Item } from '../catalog/item.js';
import type { Shelf } from '../catalog/shelf.js';
import type { Merchant, Shop } from '../shop/shop.js';
import type { World } from '../world/world.js';
import { NO_ADJUSTMENT } from './exchange.js';
import { PublishTasks } from './publish-tasks.js';

/** Which parts of a published product follow the global one. */
export interface SyncFields {
  readonly name_and_description: boolean;
  readonly media_information: boolean;
  readonly tier_variation_name_and_option: boolean;
  readonly price: boolean;
  readonly days_to_ship: boolean;
}

const EVERYTHING: SyncFields = {
  name_and_description: true,
  media_information: true,
  tier_variation_name_and_option: true,
  price: true,
  days_to_ship: true,
};

/** A shop's product that a global one was published to. */
export interface Publication {
  readonly globalItemId: number;
  readonly item: Item;
  /** Model of the shop → model of the merchant. */
  readonly models: Map<number, number>;
}

/** Global products of every merchant: they are items that no buyer sees, until they are published to shops. */
export class GlobalProducts {
  readonly items: ItemStore;
  readonly tasks: PublishTasks;
  readonly publications: Publication[] = [];
  private readonly sync = new Map<number, SyncFields>();
  private readonly adjustments = new Map<number, number>();

  constructor(series: { readonly index: number; readonly globalItems: number }, nowMs: () => number) {
    this.items = new ItemStore({ items: series.globalItems, models: series.globalItems * 2 }, nowMs);
    this.tasks = new PublishTasks(series.index);
  }

  /** Where a global product is published and can still be bought or shown. */
  publicationsOf(globalItemId: number): Publication[] {
    return this.publications.filter((one) => one.globalItemId === globalItemId && one.item.deletedMs === undefined);
  }

  syncOf(shopId: number): SyncFields {
    return this.sync.get(shopId) ?? EVERYTHING;
  }

  setSync(shopId: number, fields: SyncFields): void {
    this.sync.set(shopId, fields);
  }

  /** In hundredths of a percent of the exchanged price. */
  adjustmentOf(shopId: number): number {
    return this.adjustments.get(shopId) ?? NO_ADJUSTMENT;
  }

  setAdjustment(shopId: number, adjustment: number): void {
    this.adjustments.set(shopId, adjustment);
  }
}

const MUST_BE_SAID_GLOBALLY = [...MUST_BE_SAID.filter((name) => name !== 'logistic_info'), 'pre_order'];

export const globalShelf = (world: World): Shelf => ({
  items: world.globalProducts.items,
  media: world.media,
  brands: world.brands,
  mustBeSaid: MUST_BE_SAID_GLOBALLY,
  nowMs: () => world.nowMs(),
  // Nobody can buy a global product itself, and nobody looks at it before it is published.
  published: () => undefined,
  review: () => undefined,
  schedule: () => undefined,
});

/** A merchant in the place of a shop: its products are kept and priced like those of a country of its own. */
export const homeOf = (merchant: Merchant): Shop => ({
  shopId: merchant.merchantId,
  name: merchant.name,
  region: merchant.region,
  isCrossBorder: true,
  merchantId: merchant.merchantId,
  isUpgradedCbsc: true,
  userId: 0,
});

const NAMES: readonly (readonly [globally: string, inShops: string])[] = [
  ['global_item_id', 'item_id'],
  ['global_item_name', 'item_name'],
  ['global_item_sku', 'item_sku'],
  ['global_model_id', 'model_id'],
  ['global_model_sku', 'model_sku'],
  ['global_model', 'model'],
  ['global_item_status', 'item_status'],
];
const TO_SHOP = new Map(NAMES);
const TO_GLOBAL = new Map(NAMES.map(([globally, inShops]) => [inShops, globally] as const));

/** The same value with every field called as shops call it, however deep it lies. */
export const toShopNames = (value: unknown): Readonly<Record<string, unknown>> =>
  rename(value, TO_SHOP) as Readonly<Record<string, unknown>>;
export const toGlobalNames = (value: unknown): unknown => rename(value, TO_GLOBAL);

function rename(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => rename(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [names.get(name) ?? name, rename(one, names)] as const),
  );
}
