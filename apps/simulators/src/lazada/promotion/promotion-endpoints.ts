import type { Endpoint } from '../protocol/endpoint.js';
import { flexiComboEndpoints } from './flexi-combo.js';
import { freeShippingEndpoints } from './free-shipping.js';
import { voucherEndpoints } from './voucher.js';

export const promotionEndpoints: readonly Endpoint[] = [
  ...flexiComboEndpoints,
  ...voucherEndpoints,
  ...freeShippingEndpoints,
];
