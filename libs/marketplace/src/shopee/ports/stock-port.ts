import type { StockPort } from '../../port/marketplace.port.js';
import { NotFoundError } from '../../port/errors.js';
import { shopeeCapabilities } from '../capabilities.js';
import * as catalog from '../catalog.js';
import { objectIn, objectOrNullIn, type ShopeeClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import { verdictsIn, writeRows } from '../item-rows.js';
import * as stock from '../stock.js';

const rowsPerCall = shopeeCapabilities.limits.stockWritesPerCall;

export function stockPort(client: ShopeeClient): StockPort {
  return {
    write: (access, writes, priority = 'normal') =>
      writeRows(writes, {
        rowsPerCall,
        problemOf: stock.stockProblem,
        send: async (itemId, rows) => {
          const body = stock.toUpdateStockRequest(itemId, rows);
          return verdictsIn(await client.call(endpoints.updateStock, access, body, priority));
        },
      }),
    read: async (access, externalItemId) => {
      const answer = await client.call(endpoints.itemBaseInfo, access, catalog.toBaseInfoRequest([externalItemId]));
      const [item] = objectOrNullIn(answer)?.objects('item_list') ?? [];
      if (!item) throw unknownListing();
      if (!catalog.hasModels(item)) {
        const names = { sellerSku: item.text('item_sku'), externalSkuId: externalItemId };
        return [stock.toStockReading(names, item.objectOrNull('stock_info_v2'))];
      }
      const models = objectIn(await client.call(endpoints.modelList, access, { item_id: externalItemId }));
      return models.objects('model').map((model) => {
        const names = { sellerSku: model.text('model_sku'), externalSkuId: model.id('model_id') };
        return stock.toStockReading(names, model.objectOrNull('stock_info_v2'));
      });
    },
  };
}

const unknownListing = (): NotFoundError =>
  new NotFoundError(
    { cause: 'The shop has no such listing.', advice: 'Check the id and the shop.' },
    { marketplace: 'shopee', operation: 'stock.read' },
  );
