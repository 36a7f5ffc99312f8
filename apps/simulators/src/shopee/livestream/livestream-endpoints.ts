import type { Endpoint } from '../protocol/endpoint.js';
import { audienceEndpoints } from './audience-endpoints.js';
import { bagEndpoints } from './bag-endpoints.js';
import { sessionEndpoints } from './session-endpoints.js';

/** All twenty-five calls of the livestream module. */
export const livestreamEndpoints: readonly Endpoint[] = [...sessionEndpoints, ...bagEndpoints, ...audienceEndpoints];
