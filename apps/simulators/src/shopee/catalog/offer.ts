import { currentLock } from '../stock/stock.js';
import { modelName, type Model } from './item.js';

/** What a buyer sees of a model before ordering it. Money in minor units, for one unit. */
export interface Offer {
  readonly itemId: number;
  readonly modelId: number;
  readonly itemName: string;
  /** Empty for an item without variations. */
  readonly modelName: string;
  readonly itemSku: string;
  readonly modelSku: string;
  readonly originalPrice: number;
  /** Below the original price while a promotion runs. */
  readonly price: number;
  readonly promotionType: string;
  /** 0 when no promotion runs. */
  readonly promotionId: number;
  readonly imageId: string;
  readonly weightGrams: number;
  readonly daysToShip: number;
}

export function offerOf(model: Model, nowMs: number): Offer {
  const { item } = model;
  const lock = currentLock(model.locks, nowMs);
  return {
    itemId: item.itemId,
    modelId: model.modelId,
    itemName: item.text.name,
    modelName: modelName(model),
    itemSku: item.text.sku,
    modelSku: model.sku,
    originalPrice: model.price,
    price: lock?.price ?? model.price,
    promotionType: lock?.type ?? '',
    promotionId: lock?.promotionId ?? 0,
    imageId: optionImage(model) ?? item.text.imageIds[0] ?? '',
    weightGrams: model.weightGrams ?? item.text.weightGrams,
    daysToShip: (model.preOrder ?? item.text.preOrder).days_to_ship,
  };
}

const optionImage = (model: Model): string | undefined =>
  model.item.tiers[0]?.options[model.tierIndex[0] ?? -1]?.imageId;
