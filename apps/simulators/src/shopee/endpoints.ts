import { categoryEndpoints } from './catalog/category-endpoints.js';
import { itemEndpoints } from './catalog/item-endpoints.js';
import { itemListEndpoints } from './catalog/item-list-endpoints.js';
import { variationEndpoints } from './catalog/variation-endpoints.js';
import { financeEndpoints } from './finance/finance-endpoints.js';
import { firstMileEndpoints } from './first-mile/first-mile-endpoints.js';
import { globalItemEndpoints } from './global-product/global-item-endpoints.js';
import { publishEndpoints } from './global-product/publish-endpoints.js';
import { livestreamEndpoints } from './livestream/livestream-endpoints.js';
import { fulfillmentEndpoints } from './fulfillment/fulfillment-endpoints.js';
import { mediaEndpoints } from './media/media-endpoints.js';
import { merchantEndpoints } from './merchant/merchant-endpoints.js';
import { partnerEndpoints } from './oauth/partner-endpoints.js';
import { tokenEndpoints } from './oauth/token-endpoints.js';
import { orderEndpoints } from './order/order-endpoints.js';
import { dealEndpoints } from './promotion/deal-endpoints.js';
import { discountEndpoints } from './promotion/discount-endpoints.js';
import { flashSaleEndpoints } from './promotion/flash-sale-endpoints.js';
import { voucherEndpoints } from './promotion/voucher-endpoints.js';
import type { Endpoint } from './protocol/endpoint.js';
import { pushEndpoints } from './push/push-endpoints.js';
import { returnEndpoints } from './return/return-endpoints.js';
import { shopEndpoints } from './shop/shop-endpoints.js';
import { stockEndpoints } from './stock/stock-endpoints.js';
import { warehouseEndpoints } from './stock/warehouse.js';
import { violationEndpoints } from './violation/violation-endpoints.js';

/** Everything that can be called, folder by folder. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...tokenEndpoints,
  ...partnerEndpoints,
  ...shopEndpoints,
  ...orderEndpoints,
  ...fulfillmentEndpoints,
  ...returnEndpoints,
  ...pushEndpoints,
  ...categoryEndpoints,
  ...itemEndpoints,
  ...itemListEndpoints,
  ...violationEndpoints,
  ...variationEndpoints,
  ...mediaEndpoints,
  ...stockEndpoints,
  ...warehouseEndpoints,
  ...discountEndpoints,
  ...flashSaleEndpoints,
  ...dealEndpoints,
  ...voucherEndpoints,
  ...financeEndpoints,
  ...livestreamEndpoints,
  ...merchantEndpoints,
  ...globalItemEndpoints,
  ...publishEndpoints,
  ...firstMileEndpoints,
];
