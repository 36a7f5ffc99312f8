import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const prefix = 'pinglu_';

/** From a cached answer to a request that timed out, in seconds. */
const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * The metrics of one process, in Prometheus' format. Names are given without their prefix `pinglu_`; labels must have
 * few values (a route template, never a path; a topic, never a merchant). Asking twice for a name gives the same one.
 */
export class Metrics {
  readonly registry = new Registry();

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry, prefix });
  }

  /** `collect` runs at each scrape and may query; a failing one leaves the last value and does not break the scrape. */
  gauge<L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[] = [],
    collect?: (gauge: Gauge<L>) => Promise<void> | void,
  ): Gauge<L> {
    const known = this.registry.getSingleMetric(prefix + name);
    if (known) return known as Gauge<L>;
    const gauge: Gauge<L> = new Gauge({
      name: prefix + name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
    });
    if (collect) this.collectors.push(async () => collect(gauge));
    return gauge;
  }

  counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    const known = this.registry.getSingleMetric(prefix + name);
    if (known) return known as Counter<L>;
    return new Counter({ name: prefix + name, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  /** Observe seconds. */
  histogram<L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[] = [],
    buckets: readonly number[] = durationBuckets,
  ): Histogram<L> {
    const known = this.registry.getSingleMetric(prefix + name);
    if (known) return known as Histogram<L>;
    const options = { name: prefix + name, help, labelNames: [...labelNames], buckets: [...buckets] };
    return new Histogram({ ...options, registers: [this.registry] });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The text of one scrape. */
  async scrape(): Promise<string> {
    const results = await Promise.allSettled(this.collectors.map((collect) => collect()));
    const failed = results.filter((result) => result.status === 'rejected').length;
    this.failures.set(failed);
    return this.registry.metrics();
  }

  private readonly collectors: (() => Promise<void>)[] = [];
  private readonly failures = this.gauge(
    'metrics_collect_failures',
    'Gauges whose value could not be read at this scrape.',
  );
}
