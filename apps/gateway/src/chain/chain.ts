/** What the steps of an order are called, in the order in which they are usually taken. */
export const stepNames = [
  'push_received',
  'order_ingested',
  'stock_reserved',
  'stock_written',
  'order_packed',
  'ready_to_ship',
  'declared',
  'declaration_released',
  'parcel_released',
  'shipped',
  'delivered',
  'statement_line',
] as const;

export const stepStatuses = ['done', 'waiting', 'failed'] as const;

/** One step of an order's life, as the service that took it tells. */
export interface ChainStep {
  readonly step: string;
  /** RFC 3339; null for a step that is still to be taken. */
  readonly at: string | null;
  readonly service: string;
  /** A sentence, or the reason for waiting. */
  readonly summary: string;
  readonly status: (typeof stepStatuses)[number];
  readonly document: object | null;
}

const rank = (step: string): number => {
  const index = stepNames.findIndex((name) => name === step);
  return index === -1 ? stepNames.length : index;
};

/**
 * By time; steps of one moment, and those that wait without a time, in their usual order. A time without a fraction is
 * a marketplace's, which counts whole seconds: it may have been any moment of that second, so the last one is assumed.
 */
export function sortSteps(steps: readonly ChainStep[]): ChainStep[] {
  const time = ({ at }: ChainStep): number => {
    if (at === null) return Number.POSITIVE_INFINITY;
    const ms = Date.parse(at);
    return ms % 1000 === 0 ? ms + 999 : ms;
  };
  return [...steps].sort((a, b) => {
    const [first, second] = [time(a), time(b)];
    return first === second ? rank(a.step) - rank(b.step) : first - second;
  });
}

/** Takes the steps out of what a service answered, and leaves out what is none. Undefined when it is no such answer. */
export function readSteps(answer: unknown, service: string): ChainStep[] | undefined {
  if (!isObject(answer) || !Array.isArray(answer['steps'])) return undefined;
  return answer['steps'].flatMap((given: unknown): ChainStep[] => {
    if (!isObject(given)) return [];
    const { step, at, summary, status, document } = given;
    if (typeof step !== 'string' || typeof summary !== 'string') return [];
    const known = stepStatuses.find((name) => name === status);
    const isTime = typeof at === 'string' && !Number.isNaN(Date.parse(at));
    if (!known) return [];
    return [
      { step, at: isTime ? at : null, service, summary, status: known, document: isObject(document) ? document : null },
    ];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
