import type { Model } from '../catalog/item.js';
import type { ItemStore } from '../catalog/item-store.js';
import type { PromotionLock } from '../stock/stock.js';
import type { Period } from './promotion.js';

export const PROMOTION_KINDS = ['discount', 'flash_sale', 'bundle_deal', 'add_on_deal', 'voucher'] as const;
export type PromotionKind = (typeof PROMOTION_KINDS)[number];

/** What a promotion does to one model. */
export interface PromotedModel {
  readonly model: Model;
  /** Minor units for one unit bought alone; undefined when that stays as it is. */
  readonly price: number | undefined;
  readonly reserved: number;
  readonly purchaseLimit: number;
  /** Such as `seller_discount`, `in_shop_flash_sale`, `add_on_deal_main`. */
  readonly type: string;
  readonly freezesStock: boolean;
}

/** One promotion of one shop. `details` is what its kind has beyond, as sellers wrote it. */
export interface Promotion extends Period {
  readonly id: number;
  readonly kind: PromotionKind;
  readonly shopId: number;
  readonly createdMs: number;
  name: string;
  startMs: number;
  endMs: number;
  isDeleted: boolean;
  isEnabled: boolean;
  details: Readonly<Record<string, unknown>>;
  models: readonly PromotedModel[];
  /** What sub items of an add-on deal cost, by `item/model`, in the major unit. */
  subPrices: Readonly<Record<string, number>>;
}

/** Promotions of all shops, and the locks that they lay on models. */
export class PromotionBook {
  private readonly promotions = new Map<number, Promotion>();

  constructor(
    private lastId: number,
    private readonly items: ItemStore,
    private readonly nowMs: () => number,
    /** Called after a promotion holds other models, or has other times. */
    private readonly changed: (promotion: Promotion) => void = () => undefined,
  ) {}

  add(promotion: Pick<Promotion, 'kind' | 'shopId' | 'name' | 'startMs' | 'endMs' | 'details'>): Promotion {
    const made: Promotion = {
      ...promotion,
      id: this.newId(),
      createdMs: this.nowMs(),
      isDeleted: false,
      isEnabled: true,
      models: [],
      subPrices: {},
    };
    this.promotions.set(made.id, made);
    return made;
  }

  find(kind: PromotionKind, shopId: number, id: number): Promotion | undefined {
    const found = this.promotions.get(id);
    return found?.kind === kind && found.shopId === shopId && !found.isDeleted ? found : undefined;
  }

  /** Newest first, as sellers see them. */
  of(kind: PromotionKind, shopId: number): Promotion[] {
    return [...this.promotions.values()]
      .filter((one) => one.kind === kind && one.shopId === shopId && !one.isDeleted)
      .toReversed();
  }

  /** The promotion holds exactly these models from now on. */
  hold(promotion: Promotion, models: readonly PromotedModel[]): void {
    for (const one of promotion.models) if (!models.includes(one)) this.lift(promotion.id, one.model);
    promotion.models = models;
    this.relock(promotion);
  }

  /** Times, or whether it is on, have changed: the locks follow. */
  relock(promotion: Promotion): void {
    const { id, startMs, endMs, isDeleted, isEnabled } = promotion;
    for (const { model, type, price, reserved, freezesStock } of promotion.models) {
      const before = model.locks.find((one) => one.promotionId === id);
      this.lift(id, model);
      if (isDeleted || !isEnabled) continue;
      // What has been sold of the reserve is gone, unless the reserve itself was set anew.
      const left = before ? Math.min(before.reserved, reserved) : reserved;
      const lock: PromotionLock = { promotionId: id, type, startMs, endMs, price, reserved: left, freezesStock };
      model.locks = [...model.locks, lock];
      this.items.touched(model.item);
    }
    this.changed(promotion);
  }

  newId(): number {
    return (this.lastId += 1);
  }

  private lift(promotionId: number, model: Model): void {
    model.locks = model.locks.filter((one) => one.promotionId !== promotionId);
  }
}
