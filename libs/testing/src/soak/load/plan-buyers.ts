import { seededRandom, type Random } from './random.js';

export interface PlannedLine {
  readonly sellerSku: string;
  readonly quantity: number;
}

/** What a buyer does, in milliseconds from the beginning. */
export interface PlannedOrder {
  readonly atMs: number;
  readonly lines: readonly PlannedLine[];
  /** Changes the mind then; null: does not. */
  readonly cancelAtMs: number | null;
  /** Whether the carrier takes the parcel within the run. */
  readonly collected: boolean;
}

export interface BuyersRequest {
  readonly seed: number;
  readonly durationMs: number;
  /** Orders a minute when most buyers come. */
  readonly peakPerMinute: number;
  readonly skus: readonly string[];
  /** What a fifth of all lines is for. */
  readonly sought: readonly string[];
}

/** Share of the time gone, and how much of the peak comes then; between two points the rate changes evenly. */
const curve: readonly (readonly [gone: number, ofPeak: number])[] = [
  [0, 0.5],
  [0.25, 1],
  [0.5, 0.4],
  [0.75, 1],
  [1, 0.5],
];

const stepMs = 50;
const shares = { sought: 0.2, severalLines: 0.2, severalUnits: 0.2, cancelled: 0.12, collected: 0.4 } as const;
/** From before anybody has read the order to after its parcel is packed. */
const cancelWithinMs = [300, 20_000] as const;

/** Who comes when and wants what: the same for the same request. */
export function planBuyers(request: BuyersRequest): PlannedOrder[] {
  const random = seededRandom(request.seed);
  const planned: PlannedOrder[] = [];
  let due = 0;
  for (let atMs = 0; atMs < request.durationMs; atMs += stepMs) {
    due += (request.peakPerMinute * ofPeak(atMs / request.durationMs) * stepMs) / 60_000;
    while (planned.length + 1 <= due) planned.push(order(request, atMs, random));
  }
  return planned;
}

/** Units of each SKU that the plan asks for. */
export function unitsWanted(plan: readonly Pick<PlannedOrder, 'lines'>[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { sellerSku, quantity } of plan.flatMap(({ lines }) => lines))
    units.set(sellerSku, (units.get(sellerSku) ?? 0) + quantity);
  return units;
}

export function ofPeak(gone: number): number {
  const next = Math.max(
    1,
    curve.findIndex(([at]) => at >= gone),
  );
  const [[from, low], [to, high]] = [curve[next - 1]!, curve[next]!];
  return low + ((high - low) * (gone - from)) / (to - from);
}

function order({ skus, sought }: BuyersRequest, atMs: number, random: Random): PlannedOrder {
  const count = random() < shares.severalLines ? 2 + Math.floor(random() * 2) : 1;
  const lines = new Map<string, number>();
  while (lines.size < count) {
    const from = sought.length > 0 && random() < shares.sought ? sought : skus;
    const sellerSku = from[Math.floor(random() * from.length)]!;
    lines.set(sellerSku, random() < shares.severalUnits ? 2 + Math.floor(random() * 2) : 1);
  }
  const [soonest, latest] = cancelWithinMs;
  const cancelled = random() < shares.cancelled;
  const afterMs = soonest + random() * (latest - soonest);
  return {
    atMs,
    lines: [...lines].map(([sellerSku, quantity]) => ({ sellerSku, quantity })),
    cancelAtMs: cancelled ? atMs + afterMs : null,
    collected: !cancelled && random() < shares.collected,
  };
}
