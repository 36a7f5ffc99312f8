import type { StockTruth } from '../../control/stock-truth.js';
import type { ItemStore } from '../catalog/item-store.js';
import type { Item, Model } from '../catalog/item.js';
import { offerOf, type Offer } from '../catalog/offer.js';
import { buyable, release, reserve, sellFromLocks, ship } from './stock.js';

export interface OrderableModel extends Offer {
  /** Units that a buyer can order now. */
  readonly buyable: number;
}

/** What orders do to stock. Models are found by shop, item and model; an item without variations has the model 0. */
export class StockLedger {
  constructor(
    private readonly items: ItemStore,
    private readonly truth: StockTruth<Model>,
    private readonly nowMs: () => number,
  ) {}

  /** What a buyer finds under the seller's code, if the shop sells it now. */
  findBySellerSku(shopId: number, sellerSku: string): OrderableModel | undefined {
    return this.orderable(this.items.findBySellerSku(shopId, sellerSku));
  }

  findOffer(shopId: number, itemId: number, modelId: number): OrderableModel | undefined {
    return this.orderable(this.items.model(shopId, itemId, modelId));
  }

  /** Takes units for an order. False, and nothing taken, when buyers do not see that many. */
  reserve(shopId: number, itemId: number, modelId: number, quantity: number): boolean {
    const model = this.items.model(shopId, itemId, modelId);
    if (!model || !isOnSale(model.item) || buyable(model.stock, model.locks, this.nowMs()) < quantity) {
      this.truth.soldOut += 1;
      return false;
    }
    model.stock = reserve(model.stock, quantity);
    model.locks = sellFromLocks(model.locks, quantity, this.nowMs());
    model.item.sold += quantity;
    this.truth.sold(model, quantity);
    return true;
  }

  /** Gives back the units of an order that was cancelled before it was handed over. */
  release(shopId: number, itemId: number, modelId: number, quantity: number): void {
    const model = this.ordered(shopId, itemId, modelId);
    if (!model) return;
    model.stock = release(model.stock, quantity);
    model.item.sold -= quantity;
    this.truth.sold(model, -quantity);
  }

  /** The units of an order were handed over to the carrier. */
  ship(shopId: number, itemId: number, modelId: number, quantity: number): void {
    const model = this.ordered(shopId, itemId, modelId);
    if (model) model.stock = ship(model.stock, quantity);
  }

  /** A model may be deleted while an order for it is under way; then nothing is left to count. */
  private ordered(shopId: number, itemId: number, modelId: number): Model | undefined {
    return this.items.model(shopId, itemId, modelId);
  }

  private orderable(model: Model | undefined): OrderableModel | undefined {
    if (!model || !isOnSale(model.item) || model.status === 'MODEL_UNAVAILABLE') return undefined;
    const nowMs = this.nowMs();
    return { ...offerOf(model, nowMs), buyable: buyable(model.stock, model.locks, nowMs) };
  }
}

const isOnSale = (item: Item): boolean => item.status === 'NORMAL';
