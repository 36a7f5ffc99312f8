import type { StockLevel, StockReading, StockWrite } from '../port/catalog.types.js';
import { InvalidRequestError, MarketplaceError, OutcomeUnknownError, RefusedRequestError } from '../port/errors.js';
import type { BulkResult, ItemFailure } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';

/**
 * Sets what buyers can order. `/product/price_quantity/update` would set the total, in which units that are sold and
 * not yet handed over count as well. Only XML is documented for this call.
 */
export function toStockRequest(writes: readonly StockWrite[]): string {
  const skus = writes.map(
    ({ externalItemId, externalSkuId, sellerSku, quantity }) =>
      `<Sku><ItemId>${xml(externalItemId)}</ItemId><SkuId>${xml(externalSkuId)}</SkuId>` +
      `<SellerSku>${xml(sellerSku)}</SellerSku><SellableQuantity>${quantity}</SellableQuantity></Sku>`,
  );
  return `<Request><Product><Skus>${skus.join('')}</Skus></Product></Request>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const xml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** Refused before anything is sent: an unknown quantity must never reach the shop as 0. */
export function invalidWrite({ quantity }: StockWrite): MarketplaceError | null {
  if (Number.isSafeInteger(quantity) && quantity >= 0) return null;
  return new InvalidRequestError(
    { cause: 'The quantity is not a whole number from 0.', advice: 'Find out the quantity; nothing was sent.' },
    { marketplace: 'lazada', operation: 'stock.write' },
  );
}

export type SendStock = (writes: readonly StockWrite[]) => Promise<void>;

export interface StockBatches {
  readonly batchSize: number;
  readonly send: SendStock;
  /** Which SKUs of a batch an error is about; empty when it does not say. */
  readonly refusedSkus: (error: RefusedRequestError) => readonly string[];
}

/**
 * Sends the writes in batches and answers for each. Of a batch that is refused in part nobody knows what became of the
 * rest, so the rest is sent again without those that were named; setting the same quantity twice does no harm. When
 * none is named the batch is halved until the one at fault stands alone.
 */
export async function writeInBatches(writes: readonly StockWrite[], batches: StockBatches): Promise<BulkResult> {
  const succeeded: string[] = [];
  const failed: ItemFailure[] = [];
  const fail = (items: readonly StockWrite[], error: MarketplaceError): void => {
    failed.push(...items.map(({ sellerSku }) => ({ key: sellerSku, error })));
  };

  const queue: StockWrite[][] = [];
  const valid = writes.filter((write) => {
    const error = invalidWrite(write);
    if (error) fail([write], error);
    return error === null;
  });
  for (let from = 0; from < valid.length; from += batches.batchSize)
    queue.push(valid.slice(from, from + batches.batchSize));

  let anyVerdict = false;
  for (let batch = queue.shift(); batch; batch = queue.shift()) {
    try {
      await batches.send(batch);
      succeeded.push(...batch.map(({ sellerSku }) => sellerSku));
    } catch (error) {
      if (!(error instanceof MarketplaceError)) throw error;
      const parts = partsOf(batch, error, batches.refusedSkus);
      if (parts) {
        fail(parts.refused, error);
        queue.unshift(...parts.again);
      } else {
        // Nothing was done yet at all: let the caller deal with the cause once, not once per item.
        if (!anyVerdict && !isAboutItems(error)) throw error;
        fail(batch, error);
      }
    }
    anyVerdict = true;
  }
  return { succeeded, failed };
}

/** Lazada names the SKUs it refuses in the details of its answer. */
export const refusedSkusOf = ({ fields }: RefusedRequestError): readonly string[] =>
  fields.flatMap(({ field }) => (field === null ? [] : [field]));

/** Whether it is the items that are at fault, and not the shop, the token or the line. */
const isAboutItems = (error: MarketplaceError): error is RefusedRequestError | OutcomeUnknownError =>
  error instanceof RefusedRequestError || error instanceof OutcomeUnknownError;

function partsOf(batch: readonly StockWrite[], error: MarketplaceError, refusedSkus: StockBatches['refusedSkus']) {
  if (batch.length === 1 || !(error instanceof RefusedRequestError)) return null;
  const named = new Set(refusedSkus(error));
  const refused = batch.filter(({ sellerSku }) => named.has(sellerSku));
  if (refused.length > 0) {
    const rest = batch.filter(({ sellerSku }) => !named.has(sellerSku));
    return { refused, again: rest.length === 0 ? [] : [rest] };
  }
  const half = Math.ceil(batch.length / 2);
  return { refused: [], again: [batch.slice(0, half), batch.slice(half)] };
}

export const fromStockResponse = (product: WireObject): StockReading[] =>
  product.objects('skus').map((sku) => ({
    sellerSku: sku.text('SellerSku'),
    externalSkuId: sku.id('SkuId'),
    ...fromStockOfSku(sku),
  }));

/** Summed over warehouses. A shop with one warehouse may have the plain fields only. */
export function fromStockOfSku(sku: WireObject): StockLevel {
  const warehouses = sku.objects('multiWarehouseInventories');
  const sum = (name: string): number => warehouses.reduce((total, warehouse) => total + warehouse.integer(name), 0);
  const campaignLocked = sku
    .objects('channelInventories')
    .reduce((total, channel) => total + (channel.integerOrNull('sellableQuantity') ?? 0), 0);
  if (warehouses.length > 0) {
    return {
      sellable: sum('sellableQuantity'),
      withheld: sum('withholdQuantity'),
      occupied: sum('occupyQuantity'),
      campaignLocked,
    };
  }
  const sellable = sku.integerOrNull('Available') ?? sku.integerOrNull('sellableStock') ?? sku.integer('quantity');
  return {
    sellable,
    withheld: sku.integerOrNull('withholdingStock'),
    occupied: sku.integerOrNull('occupiedStock'),
    campaignLocked,
  };
}
