import type { FinancePort } from '../../port/marketplace.port.js';
import { notSupported } from '../../port/not-supported.js';
import { listIn, salesCountryOf, type LazadaClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import * as finance from '../finance.js';

export function financePort(client: LazadaClient): FinancePort {
  return {
    transactions: (access, window) =>
      finance.readDay(window, salesCountryOf(access), async (query) =>
        listIn(await client.call(endpoints.transactions, access, { ...query })),
      ),
    payouts: async (access, { since }) =>
      finance.fromPayoutsResponse(
        listIn(await client.call(endpoints.payouts, access, finance.toPayoutsRequest(since))),
        salesCountryOf(access),
      ),
    transfers: () => notSupported('lazada', 'finance.transfers'),
    startReport: () => notSupported('lazada', 'finance.startReport'),
    report: () => notSupported('lazada', 'finance.report'),
  };
}
