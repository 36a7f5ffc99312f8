import type { Endpoint } from '../protocol/endpoint.js';
import { channelEndpoints } from './channel-endpoints.js';
import { documentEndpoints } from './document-endpoints.js';
import { packageEndpoints } from './package-endpoints.js';
import { shipEndpoints } from './ship-endpoints.js';
import { trackingEndpoints } from './tracking-endpoints.js';

export const fulfillmentEndpoints: readonly Endpoint[] = [
  ...channelEndpoints,
  ...shipEndpoints,
  ...trackingEndpoints,
  ...documentEndpoints,
  ...packageEndpoints,
];
