import { describeMarketplaceConformance } from '../conformance/marketplace.conformance.js';
import { startLazadaSimulator } from './test-simulator.js';

describeMarketplaceConformance({
  name: 'the Lazada simulator, which answers as captures do',
  start: () => startLazadaSimulator('capture'),
});
describeMarketplaceConformance({
  name: 'the Lazada simulator, which quotes every number as the documentation does',
  start: () => startLazadaSimulator('docs'),
});
