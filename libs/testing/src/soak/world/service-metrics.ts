import axios from 'axios';
import type { RunningStack } from '../../stack/running-stack.js';

const managementPorts = [
  'GATEWAY_MANAGEMENT_PORT',
  'INVENTORY_MANAGEMENT_PORT',
  'CATALOG_MANAGEMENT_PORT',
  'ORDERS_MANAGEMENT_PORT',
  'SETTLEMENT_MANAGEMENT_PORT',
] as const;

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** All metrics of all services that speak to marketplaces. */
export async function serviceMetrics(stack: RunningStack): Promise<Sample[]> {
  const scrapes = managementPorts.map((name) => axios.get<string>(`http://127.0.0.1:${stack.port(name)}/metrics`));
  return (await Promise.all(scrapes)).flatMap(({ data }) => parseMetrics(data));
}

/** Samples of Prometheus' text format. */
export function parseMetrics(text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = /^([a-z_]\w*)(?:\{(.*)\})? (\S+)$/i.exec(line) ?? [];
    if (name === undefined) return [];
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, of]) => [key!, of!] as const);
    return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
  });
}

/** The sum of a metric over everything but this label. */
export function sumBy(samples: readonly Sample[], { name, label }: { name: string; label: string }) {
  const sums: Record<string, number> = {};
  for (const sample of samples) {
    if (sample.name !== name) continue;
    const key = sample.labels[label] ?? '';
    sums[key] = (sums[key] ?? 0) + sample.value;
  }
  return sums;
}
