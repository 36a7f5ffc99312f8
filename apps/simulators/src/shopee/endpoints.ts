import { partnerEndpoints } from './oauth/partner-endpoints.js';
import { tokenEndpoints } from './oauth/token-endpoints.js';
import type { Endpoint } from './protocol/endpoint.js';
import { shopEndpoints } from './shop/shop-endpoints.js';

/** Everything that can be called, folder by folder. */
export const ENDPOINTS: readonly Endpoint[] = [...tokenEndpoints, ...partnerEndpoints, ...shopEndpoints];
