import type { PlannedLine } from '../load/plan-buyers.js';
import type { ControlDoor } from './control-door.js';
import type { FaultRates, MarketplaceProfile, TrueReport } from './marketplace-profile.js';

interface PlacedAnswer {
  readonly placed: readonly { readonly orderNumber: string }[];
  readonly refused: readonly { readonly index: number; readonly reason: string }[];
}

interface ReportAnswer extends Pick<TrueReport, 'calls'> {
  readonly pushes: Readonly<Record<string, unknown>>;
  readonly whileBanned?: Readonly<Record<string, number>>;
}

/** The words of one marketplace in what all control doors take and answer alike. */
export interface StandInWords {
  /** The demo merchant's shop, by the marketplace's own number. */
  readonly shop: string;
  /**
   * How the paths begin that are called on behalf of a shop. The tokens' own calls are left out: a refresh that was done
   * and not answered has used up the refresh token, and then only the seller can connect the shop again.
   */
  readonly businessPaths: readonly string[];
  /** What the marketplace calls an order that the carrier has. */
  readonly shipped: string;
}

/** The part of a profile that is the same for every marketplace, but for a few words of its own. */
export const standInProfile = ({
  shop,
  businessPaths,
  shipped,
}: StandInWords): Pick<
  MarketplaceProfile,
  'externalShopId' | 'place' | 'cancel' | 'ship' | 'report' | 'plant' | 'lift' | 'killTokens'
> => ({
  externalShopId: shop,
  place: (door, orders) => place(door, shop, orders),
  cancel: async (door, orderNumber) => {
    await door.post(`/orders/${orderNumber}/cancel`, {});
  },
  ship: async (door, orderNumber) => {
    await door.post(`/orders/${orderNumber}/advance`, { to: shipped });
  },
  report: async (door) => {
    const { pushes, calls, whileBanned } = (await door.get('/report')) as ReportAnswer;
    const counts = Object.entries(pushes).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
    return { pushes: Object.fromEntries(counts), calls, whileBanned: whileBanned ?? null };
  },
  plant: async (door, rates, seed) => {
    for (const [index, fault] of faultsOf(rates, businessPaths).entries())
      await door.post('/faults', { ...fault, seed: seed + index });
  },
  lift: async (door) => {
    await door.delete('/faults');
  },
  killTokens: async (door) => {
    await door.post('/faults', { kind: 'token-death', count: 3 });
  },
});

async function place(
  door: ControlDoor,
  shop: string,
  orders: readonly (readonly PlannedLine[])[],
): Promise<(string | null)[]> {
  const answer = (await door.post('/orders', { orders: orders.map((lines) => ({ shop, lines })) })) as PlacedAnswer;
  const wrong = answer.refused.find(({ reason }) => !reason.includes('sold out'));
  if (wrong) throw new Error(`The marketplace refused an order: ${wrong.reason}`);
  const refused = new Set(answer.refused.map(({ index }) => index));
  const placed = answer.placed.values();
  return orders.map((_lines, index) => (refused.has(index) ? null : placed.next().value!.orderNumber));
}

const faultsOf = (rates: FaultRates, businessPaths: readonly string[]): object[] => [
  { kind: 'push-drop', rate: rates.pushDropped },
  { kind: 'push-duplicate', rate: rates.pushDuplicated },
  { kind: 'push-reorder', rate: rates.pushReordered },
  { kind: 'throttle', rate: rates.throttled, seconds: 1 },
  // Half of them say that it failed, the others say nothing.
  ...['error-after-commit', 'hang-up-after-commit'].flatMap((kind) =>
    businessPaths.map((path) => ({ kind, rate: rates.failedAfterCommit / 2, path })),
  ),
];
