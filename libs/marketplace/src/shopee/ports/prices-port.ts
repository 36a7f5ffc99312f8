import type { PricePort } from '../../port/marketplace.port.js';
import { shopeeCapabilities } from '../capabilities.js';
import type { ShopeeClient } from '../client.js';
import { salesCountryOf } from '../countries.js';
import { endpoints } from '../endpoints.js';
import { verdictsIn, writeRows } from '../item-rows.js';
import * as prices from '../prices.js';

const rowsPerCall = shopeeCapabilities.limits.stockWritesPerCall;

export function pricePort(client: ShopeeClient): PricePort {
  return {
    write: (access, writes, priority = 'normal') => {
      const country = salesCountryOf(access);
      return writeRows(writes, {
        rowsPerCall,
        problemOf: (row) => prices.writeProblem(row, country),
        send: async (itemId, rows) => {
          const body = prices.toUpdatePriceRequest(itemId, rows);
          return verdictsIn(await client.call(endpoints.updatePrice, access, body, priority));
        },
      });
    },
  };
}
