import type { Endpoint } from '../protocol/endpoint.js';
import { escrowEndpoints } from './escrow-endpoints.js';
import { incomeEndpoints } from './income-endpoints.js';
import { payoutEndpoints } from './payout-endpoints.js';
import { walletEndpoints } from './wallet-endpoints.js';

export const financeEndpoints: readonly Endpoint[] = [
  ...escrowEndpoints,
  ...walletEndpoints,
  ...payoutEndpoints,
  ...incomeEndpoints,
];
