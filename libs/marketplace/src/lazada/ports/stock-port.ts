import type { StockPort } from '../../port/marketplace.port.js';
import { writeInBatches } from '../batches.js';
import { productIn } from '../catalog.js';
import { lazadaCapabilities } from '../capabilities.js';
import { objectIn, type LazadaClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import * as stock from '../stock.js';

export function stockPort(client: LazadaClient): StockPort {
  return {
    write: (access, writes, priority = 'normal') =>
      writeInBatches(stock.bySku(writes), {
        batchSize: lazadaCapabilities.limits.stockWritesPerCall,
        invalid: stock.invalidStock,
        send: async (batch) => {
          await client.call(endpoints.sellableStock, access, { payload: stock.toStockRequest(batch) }, { priority });
        },
      }),
    read: async (access, externalItemId) =>
      stock.fromStockResponse(
        productIn(objectIn(await client.call(endpoints.stockOfProduct, access, { item_id: externalItemId }))),
      ),
  };
}
