import type { Clock } from '@pinglu/kernel';
import type { PricePort } from '../../port/marketplace.port.js';
import { writeInBatches } from '../batches.js';
import { lazadaCapabilities } from '../capabilities.js';
import { salesCountryOf, type LazadaClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import * as prices from '../prices.js';

export function pricePort(client: LazadaClient, clock: Clock): PricePort {
  return {
    write: async (access, writes, priority = 'normal') => {
      const context = { country: salesCountryOf(access), now: clock.now() };
      return writeInBatches(writes, {
        batchSize: lazadaCapabilities.limits.stockWritesPerCall,
        invalid: (write) => prices.invalidPrice(write, context),
        send: async (batch) => {
          const payload = JSON.stringify(prices.toPriceRequest(batch, context));
          await client.call(endpoints.prices, access, { payload }, { priority });
        },
      });
    },
  };
}
