import type { MediaStore } from '../media/media-store.js';
import type { World } from '../world/world.js';
import type { BrandBook } from './brand.js';
import { MUST_BE_SAID } from './item-draft.js';
import type { ItemStore } from './item-store.js';
import { ITEM_STATUSES, type Item, type ItemStatus, type Model } from './item.js';

/** Where items are kept and what happens around them: a shop's products, or a merchant's global ones. */
export interface Shelf {
  readonly items: ItemStore;
  readonly media: MediaStore;
  readonly brands: BrandBook;
  /** What a call that makes an item must say. */
  readonly mustBeSaid: readonly string[];
  nowMs(): number;
  /** A model can be bought from now on. */
  published(model: Model): void;
  /** The item was made or changed and is to get this status. */
  review(item: Item, wanted: ItemStatus): void;
  /** An item that is off sale goes on sale at an instant. */
  schedule(item: Item, atMs: number): void;
}

/** The products of all shops. */
export const shelfOf = (world: World): Shelf => ({
  items: world.items,
  media: world.media,
  brands: world.brands,
  mustBeSaid: MUST_BE_SAID,
  nowMs: () => world.nowMs(),
  published: (model) => world.stockTruth.published(model),
  review: (item, wanted) => review(world, item, wanted),
  schedule: (item, atMs) =>
    world.timers.at(atMs, () => {
      // The seller may have thought otherwise since.
      if (item.status !== 'UNLIST' || item.text.scheduledPublishSeconds !== atMs / 1000) return;
      item.status = 'NORMAL';
      item.text = { ...item.text, scheduledPublishSeconds: undefined };
      world.items.touched(item);
    }),
});

/**
 * When it was asked for, the platform looks at an item first; then the item gets the status that was asked for, such as
 * BANNED, or the one that the seller wanted.
 */
function review(world: World, item: Item, wanted: ItemStatus): void {
  const fault = world.faults.strike('review');
  if (!fault) return;
  item.status = 'REVIEWING';
  world.timers.at(world.nowMs() + Number(fault.extra['seconds'] ?? 60) * 1000, () => {
    if (item.status !== 'REVIEWING') return;
    item.status = ITEM_STATUSES.find((one) => one === fault.extra['status']) ?? wanted;
    world.items.touched(item);
  });
}
