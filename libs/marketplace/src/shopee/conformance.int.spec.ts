import { describeMarketplaceConformance } from '../conformance/marketplace.conformance.js';
import { startShopeeSimulator } from './test-simulator.js';

describeMarketplaceConformance({ name: 'the Shopee simulator', start: () => startShopeeSimulator() });
describeMarketplaceConformance({
  name: 'the Shopee simulator, where the documentation leaves it open as hard as it may be',
  start: () =>
    startShopeeSimulator({
      ...{ SIGNATURES: 'strict', HTTP_STATUS: 'always-200', UNKNOWN_ORDERS: 'fail', SHORT_PAGES: 'true' },
      ...{ DOCUMENT_POLLS: '3', TRACKING_DELAY_MS: '3000' },
    }),
});
