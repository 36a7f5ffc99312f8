import { callBudgetMeter } from './call-budget.js';
import { Metrics } from './metrics.js';

describe('Metrics', () => {
  it('prefixes names, labels the service, and reads gauges at the scrape', async () => {
    const metrics = new Metrics('specs');
    let pending = 3;
    metrics.gauge('outbox_pending', 'Waiting.', ['topic'], (gauge) => gauge.set({ topic: 't' }, pending));
    expect(await metrics.scrape()).toContain('pinglu_outbox_pending{topic="t",service="specs"} 3');
    pending = 0;
    expect(await metrics.scrape()).toContain('pinglu_outbox_pending{topic="t",service="specs"} 0');
  });

  it('survives a gauge that cannot be read, and counts it', async () => {
    const metrics = new Metrics('specs');
    metrics.gauge('broken', 'Broken.', [], () => Promise.reject(new Error('down')));
    metrics.counter('fine_total', 'Fine.').inc();
    const text = await metrics.scrape();
    expect(text).toContain('pinglu_metrics_collect_failures{service="specs"} 1');
    expect(text).toContain('pinglu_fine_total{service="specs"} 1');
  });

  it('gives the same metric when asked twice', () => {
    const metrics = new Metrics('specs');
    expect(metrics.counter('a_total', 'A.')).toBe(metrics.counter('a_total', 'A.'));
  });

  it('shows call budgets', async () => {
    const metrics = new Metrics('specs');
    const meter = callBudgetMeter(metrics);
    meter.remaining('api-key', 41);
    meter.refused('api-key');
    const text = await metrics.scrape();
    expect(text).toContain('pinglu_call_budget_remaining{budget="api-key",service="specs"} 41');
    expect(text).toContain('pinglu_call_budget_refused_total{budget="api-key",service="specs"} 1');
  });
});
