import { marketplaceCallMeter, type MarketplaceCall } from './marketplace-calls.js';
import { Metrics } from './metrics.js';

const call: MarketplaceCall = {
  marketplace: 'lazada',
  operation: 'orders.get',
  group: 'orders',
  attempt: 1,
  outcome: 'ok',
  durationMs: 120,
  waitedMs: 0,
};

describe('calls to marketplaces', () => {
  it('are counted by what came of them, with how long they took and waited', async () => {
    const metrics = new Metrics('specs');
    const tell = marketplaceCallMeter(metrics);
    tell(call);
    tell({ ...call, outcome: 'marketplace-rate-limited', durationMs: null, waitedMs: 2_000 });
    tell({ ...call, attempt: 2 });
    const text = await metrics.scrape();
    const labels = 'marketplace="lazada",operation="orders.get"';
    expect(text).toContain(`pinglu_marketplace_calls_total{${labels},outcome="ok",service="specs"} 2`);
    expect(text).toContain(
      `pinglu_marketplace_calls_total{${labels},outcome="marketplace-rate-limited",service="specs"} 1`,
    );
    expect(text).toContain(`pinglu_marketplace_call_repeats_total{${labels},service="specs"} 1`);
    // What was not sent has no duration.
    expect(text).toContain(`pinglu_marketplace_call_duration_seconds_count{service="specs",${labels}} 2`);
    expect(text).toContain(`pinglu_marketplace_call_duration_seconds_sum{service="specs",${labels}} 0.24`);
    const waits = 'service="specs",marketplace="lazada",group="orders"';
    expect(text).toContain(`pinglu_marketplace_call_waited_seconds_count{${waits}} 3`);
    expect(text).toContain(`pinglu_marketplace_call_waited_seconds_sum{${waits}} 2`);
  });
});
