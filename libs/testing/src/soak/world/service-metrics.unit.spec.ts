import { metricsSince, reportSince } from '../since.js';
import { parseMetrics, sumBy } from './service-metrics.js';

const text = `# HELP pinglu_calls_total Calls.
# TYPE pinglu_calls_total counter
pinglu_calls_total{operation="orders.get",outcome="ok",service="a"} 3
pinglu_calls_total{operation="orders.items",outcome="ok",service="a"} 4
pinglu_calls_total{operation="orders.items",outcome="rate \\"limited\\"",service="a"} 1
pinglu_up 1
`;

describe('metrics of services', () => {
  it('are read with their labels and summed over all but one', () => {
    const samples = parseMetrics(text);
    expect(samples).toHaveLength(4);
    expect(samples[3]).toEqual({ name: 'pinglu_up', labels: {}, value: 1 });
    expect(sumBy(samples, { name: 'pinglu_calls_total', label: 'outcome' })).toEqual({
      ok: 7,
      'rate \\"limited\\"': 1,
    });
  });

  it('count from an earlier look on', () => {
    const before = parseMetrics('pinglu_calls_total{operation="orders.get",outcome="ok",service="a"} 2\n');
    const since = metricsSince(parseMetrics(text), before);
    expect(sumBy(since, { name: 'pinglu_calls_total', label: 'operation' })).toEqual({
      'orders.get': 1,
      'orders.items': 5,
    });
  });
});

describe('the report of a stand-in', () => {
  it('counts from an earlier one on, and leaves out what did not happen since', () => {
    const before = { pushes: { made: 2, failed: 1 }, calls: { '/a': { ok: 1 } }, whileBanned: { '/a': 1 } };
    const now = {
      pushes: { made: 5, failed: 1 },
      calls: { '/a': { ok: 1, limit: 2 }, '/b': { ok: 4 } },
      whileBanned: { '/a': 1, '/b': 1 },
    };
    expect(reportSince(now, before)).toEqual({
      pushes: { made: 3 },
      calls: { '/a': { limit: 2 }, '/b': { ok: 4 } },
      whileBanned: { '/b': 1 },
    });
    expect(reportSince({ ...now, whileBanned: null }, before).whileBanned).toBeNull();
  });
});
