import { setTimeout as delay } from 'node:timers/promises';
import { RefusedByStandIn, type ControlDoor } from '../marketplace/control-door.js';
import type { MarketplaceProfile } from '../marketplace/marketplace-profile.js';
import type { PlannedOrder } from './plan-buyers.js';

export interface PlacedOrder {
  readonly orderNumber: string;
  readonly plan: PlannedOrder;
}

/** Something that happens once while buyers come, in milliseconds from the beginning. */
export interface Incident {
  readonly atMs: number;
  readonly happen: () => Promise<void>;
}

const tickMs = 250;
const carrierEveryMs = 1_000;

/** Buyers and the carrier, as the plan has them. They know nothing of us. */
export class Buyers {
  readonly placed: PlacedOrder[] = [];
  soldOut = 0;
  tooLateToCancel = 0;
  /** Orders whose parcels the carrier has still to take. */
  readonly toCollect = new Set<string>();
  private carrierCameMs = 0;
  /** Who will still cancel. */
  private minds: PlacedOrder[] = [];

  constructor(
    private readonly door: ControlDoor,
    private readonly profile: MarketplaceProfile,
  ) {}

  /** Resolves when the last buyer has come and the last mind is changed. `eachSecond` is called about once a second. */
  async come(
    plan: readonly PlannedOrder[],
    { incidents, eachSecond }: { incidents: readonly Incident[]; eachSecond: () => Promise<void> },
  ): Promise<void> {
    const began = performance.now();
    const coming = [...plan];
    const happening = [...incidents].sort((a, b) => a.atMs - b.atMs);
    let second = 0;
    while (coming.length > 0 || happening.length > 0 || this.minds.length > 0) {
      const now = performance.now() - began;
      await this.place(takeWhile(coming, ({ atMs }) => atMs <= now));
      for (const incident of takeWhile(happening, ({ atMs }) => atMs <= now)) await incident.happen();
      await this.changeMinds(now);
      if (now - this.carrierCameMs >= carrierEveryMs) {
        this.carrierCameMs = now;
        await this.carrierComes();
      }
      if (now >= second * 1_000) {
        second += 1;
        await eachSecond();
      }
      await delay(tickMs);
    }
  }

  /** Takes what is ready. */
  async carrierComes(): Promise<void> {
    for (const orderNumber of [...this.toCollect].slice(0, 50)) {
      const { items } = await this.profile.order(this.door, orderNumber);
      const live = items.filter(({ state }) => state !== 'cancelled');
      this.toCollect.delete(orderNumber);
      if (live.length === 0) continue;
      if (live.every(({ state }) => state === 'announced')) {
        await this.profile.ship(this.door, orderNumber);
      } else if (live.some(({ state }) => state !== 'shipped')) {
        // To the end of the line, so that one that is never ready does not stop the others.
        this.toCollect.add(orderNumber);
      }
    }
  }

  private async place(due: readonly PlannedOrder[]): Promise<void> {
    if (due.length === 0) return;
    const numbers = await this.profile.place(
      this.door,
      due.map(({ lines }) => lines),
    );
    for (const [index, orderNumber] of numbers.entries()) {
      if (orderNumber === null) {
        this.soldOut += 1;
        continue;
      }
      const placed = { orderNumber, plan: due[index]! };
      this.placed.push(placed);
      if (placed.plan.cancelAtMs !== null) this.minds.push(placed);
      if (placed.plan.collected) this.toCollect.add(orderNumber);
    }
  }

  private async changeMinds(nowMs: number): Promise<void> {
    const due = this.minds.filter(({ plan }) => plan.cancelAtMs! <= nowMs);
    this.minds = this.minds.filter(({ plan }) => plan.cancelAtMs! > nowMs);
    for (const { orderNumber } of due) {
      try {
        // A parcel that is announced counts as handed over: buyers then send it back instead.
        const { items } = await this.profile.order(this.door, orderNumber);
        if (items.some(({ state }) => state === 'announced' || state === 'shipped')) this.tooLateToCancel += 1;
        else await this.profile.cancel(this.door, orderNumber);
      } catch (error) {
        if (!(error instanceof RefusedByStandIn)) throw error;
        this.tooLateToCancel += 1;
      }
    }
  }
}

/** Removes from the front as long as it holds, and answers what it removed. */
function takeWhile<T>(list: T[], holds: (one: T) => boolean): T[] {
  const end = list.findIndex((one) => !holds(one));
  return list.splice(0, end === -1 ? list.length : end);
}
