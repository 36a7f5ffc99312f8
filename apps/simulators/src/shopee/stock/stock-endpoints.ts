import { Fields } from '../catalog/fields.js';
import { readPrice } from '../catalog/item-draft.js';
import { exceedsPriceRatio } from '../catalog/item-rule.js';
import { hasModels, type Item, type Model } from '../catalog/item.js';
import { CROSS_BORDER_PRICE_RATIO, regionRule, toMajor } from '../catalog/region-rule.js';
import { itemOf, mustNotBeUpgraded } from '../catalog/save-item.js';
import { ApiError } from '../protocol/api-error.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { pushPriceChange } from './price-push.js';
import { readSellerStock } from './seller-stock.js';
import { isRunning, writeStock, type LocationStock, type StockRefusal } from './stock.js';

const MAX_ROWS = 50;

export const stockEndpoints: readonly Endpoint[] = [
  { path: '/api/v2/product/update_stock', method: 'POST', access: 'shop', handle: updateStock },
  { path: '/api/v2/product/update_price', method: 'POST', access: 'shop', handle: updatePrice },
];

const REFUSALS: Readonly<Record<StockRefusal, string>> = {
  'below-reserved': 'Stock should be larger than reserved stock.',
  frozen: 'Cannot change stock when item is under promotion.',
  'other-structure':
    'Can not update item with different stock structure. Can only update seller stock with location id when existing seller stock have location id. Can only update seller stock without location id when existing seller stock without location id.',
  negative: 'Stock must not be negative.',
};

interface Outcome {
  readonly done: readonly JsonObject[];
  readonly failed: readonly JsonObject[];
  /** Name of the error when every row failed, and the reason of the first. */
  readonly error: string;
  readonly reason: string;
}

function updateStock(call: ApiCall): JsonObject {
  const fields = new Fields(call.params);
  const shop = shopOf(call);
  mustNotBeUpgraded(shop);
  const item = itemOf(call.world, shop, fields.int('item_id'));
  const rows = fields.someObjects('stock_list', MAX_ROWS).map((row) => {
    if (row.objects('seller_stock').length === 0) throw row.notNull('seller_stock');
    return { row, wanted: readSellerStock(row, shop) };
  });
  const outcome = each(rows, ({ row, wanted }) => {
    const model = findModel(item, row);
    write(call, model, wanted);
    return wanted.map(({ locationId, stock }) => ({
      model_id: model.modelId,
      ...(locationId === '' ? {} : { location_id: locationId }),
      stock,
    }));
  });
  if (outcome.done.length > 0) call.world.items.touched(item);
  return answer(outcome, 'Update stock failed, please check failure_list for detailed reason');
}

function write({ world }: ApiCall, model: Model, wanted: readonly LocationStock[]): void {
  if (world.faults.strike('stock-freeze')) throw new RowRefused(REFUSALS.frozen);
  const result = writeStock(model.stock, wanted, { locks: model.locks, nowMs: world.nowMs() });
  if (typeof result === 'string') throw new RowRefused(REFUSALS[result]);
  model.stock = result;
  world.stockTruth.written(model);
}

function updatePrice(call: ApiCall): JsonObject {
  const fields = new Fields(call.params);
  const shop = shopOf(call);
  mustNotBeUpgraded(shop);
  const { world } = call;
  const item = itemOf(world, shop, fields.int('item_id'));
  const rule = regionRule(shop.region);
  const rows = fields.someObjects('price_list', MAX_ROWS).map((row) => ({
    row,
    price: readPrice(row, 'original_price', rule),
  }));
  const ratio = shop.isUpgradedCbsc ? CROSS_BORDER_PRICE_RATIO : rule.priceRatio;
  const wanted = new Map(rows.map(({ row, price }) => [row.optionalInt('model_id') ?? 0, price]));
  // The bound holds for the item as it would be after the whole call, so that all prices can rise together.
  const after = item.models.map((one) => wanted.get(one.modelId) ?? one.price);
  const outcome = each(rows, ({ row, price }) => {
    const model = findModel(item, row);
    if (exceedsPriceRatio(after, ratio))
      throw new RowRefused(`The price of the dearest model must not exceed ${ratio} times that of the cheapest.`);
    if (model.locks.some((lock) => isRunning(lock, world.nowMs())))
      throw new RowRefused(
        'Price cannot be changed when model is under promotion.',
        'error_cannot_update_price_in_promotion',
      );
    const before = model.price;
    model.price = price;
    pushPriceChange(world, model, before);
    return [{ model_id: model.modelId, original_price: toMajor(price, rule.decimals) }];
  });
  if (outcome.done.length > 0) world.items.touched(item);
  return answer(outcome, 'Update price failed, please check failure_list for detailed reason');
}

/** Why one row is not written; the others are. `error` is the name when every row has this reason. */
class RowRefused extends Error {
  constructor(
    message: string,
    readonly error = 'error_busi',
  ) {
    super(message);
  }
}

function each<T extends { readonly row: Fields }>(rows: readonly T[], apply: (row: T) => JsonObject[]): Outcome {
  const done: JsonObject[] = [];
  const failed: JsonObject[] = [];
  let error = 'error_busi';
  let reason = '';
  for (const one of rows) {
    try {
      done.push(...apply(one));
    } catch (refused) {
      if (!(refused instanceof RowRefused)) throw refused;
      error = refused.error;
      reason ||= refused.message;
      failed.push({ model_id: one.row.optionalInt('model_id') ?? 0, failed_reason: refused.message });
    }
  }
  return { done, failed, error, reason };
}

/** Rows that failed beside rows that did not are no error; when all failed, it is one and the list comes with it. */
function answer({ done, failed, error, reason }: Outcome, message: string): JsonObject {
  const response = { success_list: done, failure_list: failed };
  if (done.length > 0) return { response };
  throw new ApiError(`product.${error}`, message, { response, debugMessage: reason });
}

function findModel(item: Item, row: Fields): Model {
  const modelId = row.optionalInt('model_id') ?? 0;
  const model = item.models.find((one) => one.modelId === modelId);
  if (model) return model;
  throw new RowRefused(hasModels(item) && modelId === 0 ? 'The model_id is required.' : 'The model does not exist.');
}
