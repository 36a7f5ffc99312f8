import { isDeleted, sellerSkuOf, type Item, type Model } from './item.js';

/** Deleted items can be read this long. */
const READABLE_AFTER_DELETION_MS = 90 * 86_400_000;

/** Every item of every shop. */
export class ItemStore {
  private readonly items = new Map<number, Item>();
  private readonly byShop = new Map<number, Item[]>();
  private bySku: Map<string, Model> | undefined;
  private lastItem: number;
  private lastModel: number;

  constructor(
    first: { readonly items: number; readonly models: number },
    private readonly nowMs: () => number,
  ) {
    this.lastItem = first.items;
    this.lastModel = first.models;
  }

  newItemId(): number {
    return (this.lastItem += 1);
  }

  newModelId(): number {
    return (this.lastModel += 1);
  }

  add(item: Item): void {
    this.items.set(item.itemId, item);
    const own = this.byShop.get(item.shopId);
    if (own) own.push(item);
    else this.byShop.set(item.shopId, [item]);
    this.bySku = undefined;
  }

  /** Must be called after models, codes or the life of an item were changed. */
  changed(item: Item): void {
    this.touched(item);
    this.bySku = undefined;
  }

  /** After anything else: stock and prices change often, and codes stay where they are. */
  touched(item: Item): void {
    item.updatedMs = this.nowMs();
  }

  /** An item of this shop that can be read. */
  find(shopId: number, itemId: number): Item | undefined {
    const item = this.items.get(itemId);
    return item?.shopId === shopId && this.isReadable(item) ? item : undefined;
  }

  /** Whoever's it is: a livestream sells items of other shops too. */
  findAnywhere(itemId: number): Item | undefined {
    const item = this.items.get(itemId);
    return item && this.isReadable(item) ? item : undefined;
  }

  model(shopId: number, itemId: number, modelId: number): Model | undefined {
    return this.find(shopId, itemId)?.models.find((one) => one.modelId === modelId);
  }

  /** The model that buyers can find under this code; the newest when a seller gave one code twice. */
  findBySellerSku(shopId: number, sellerSku: string): Model | undefined {
    this.bySku ??= this.indexSkus();
    return this.bySku.get(`${shopId}/${sellerSku}`);
  }

  /** In the order in which they were made. */
  of(shopId: number): Item[] {
    return (this.byShop.get(shopId) ?? []).filter((item) => this.isReadable(item));
  }

  all(): IterableIterator<Item> {
    return this.items.values();
  }

  private isReadable(item: Item): boolean {
    return item.deletedMs === undefined || this.nowMs() < item.deletedMs + READABLE_AFTER_DELETION_MS;
  }

  private indexSkus(): Map<string, Model> {
    const index = new Map<string, Model>();
    for (const item of this.items.values()) {
      if (isDeleted(item)) continue;
      for (const model of item.models) {
        const sku = sellerSkuOf(model);
        if (sku !== '') index.set(`${item.shopId}/${sku}`, model);
      }
    }
    return index;
  }
}
