import type { Metrics } from './metrics.js';

/** How much of a limited number of calls is left. Labelled by budget, never by key or merchant: those are too many. */
export interface CallBudgetMeter {
  remaining(budget: string, calls: number): void;
  refused(budget: string): void;
}

export function callBudgetMeter(metrics: Metrics): CallBudgetMeter {
  const labels = ['budget'] as const;
  const left = metrics.gauge('call_budget_remaining', 'Calls left after the latest one that was counted.', labels);
  const refusals = metrics.counter(
    'call_budget_refused_total',
    'Calls refused because the budget was used up.',
    labels,
  );
  return {
    remaining: (budget, calls) => left.set({ budget }, calls),
    refused: (budget) => refusals.inc({ budget }),
  };
}
