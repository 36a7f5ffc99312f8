import { describeMarketplaceConformance } from '../conformance/marketplace.conformance.js';
import { startShopeeSimulator } from './test-simulator.js';

describeMarketplaceConformance({ name: 'the Shopee simulator', start: () => startShopeeSimulator() });
