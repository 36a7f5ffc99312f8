import type { GatewayConfig } from '../../config.js';

/** Where marketplaces send the seller back to; must be registered with the app there. */
export const callbackUrl = ({ PUBLIC_URL }: Pick<GatewayConfig, 'PUBLIC_URL'>): string =>
  `${PUBLIC_URL.replace(/\/+$/, '')}/api/v1/shops/callback`;
