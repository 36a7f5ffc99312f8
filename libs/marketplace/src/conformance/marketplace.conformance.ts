import { authConformance, tokenDeathConformance } from './auth.conformance.js';
import { cancellationConformance } from './cancellations.conformance.js';
import { capabilityConformance } from './capabilities.conformance.js';
import { catalogConformance } from './catalog.conformance.js';
import { ConformanceStage, type MarketplaceUnderTest } from './conformance-stage.js';
import { financeConformance } from './finance.conformance.js';
import { fulfillmentConformance } from './fulfillment.conformance.js';
import { imageConformance } from './images.conformance.js';
import { listingConformance } from './listings.conformance.js';
import { orderConformance } from './orders.conformance.js';
import { ownDeliveryConformance } from './own-delivery.conformance.js';
import { pushConformance } from './push.conformance.js';
import { returnConformance } from './returns.conformance.js';
import { stockConformance } from './stock.conformance.js';

export type { MarketplaceUnderTest } from './conformance-stage.js';

export interface ConformanceOptions {
  readonly name: string;
  readonly start: () => Promise<MarketplaceUnderTest>;
}

/** What every adapter has to hold, against its marketplace or a stand-in that shares no code with it. */
export function describeMarketplaceConformance({ name, start }: ConformanceOptions): void {
  describe(`the adapter against ${name}`, () => {
    const stage = new ConformanceStage();
    beforeAll(() => stage.start(start));
    afterAll(() => stage.stop());

    authConformance(stage);
    catalogConformance(stage);
    imageConformance(stage);
    listingConformance(stage);
    stockConformance(stage);
    orderConformance(stage);
    fulfillmentConformance(stage);
    ownDeliveryConformance(stage);
    cancellationConformance(stage);
    returnConformance(stage);
    pushConformance(stage);
    financeConformance(stage);
    capabilityConformance(stage);
    tokenDeathConformance(stage);
  });
}
