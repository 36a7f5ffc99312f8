import type { DemoMarketplace } from '../../stack/chain-client.js';
import type { RunningStack } from '../../stack/running-stack.js';
import type { PlannedLine } from '../load/plan-buyers.js';
import type { ControlDoor } from './control-door.js';

/** How far one unit has come. `announced`: the marketplace knows that its parcel is ready for the carrier. */
export type ItemState = 'open' | 'packed' | 'announced' | 'shipped' | 'cancelled';

/** An order as the marketplace itself has it; one item is one unit. */
export interface TrueOrder {
  readonly orderNumber: string;
  readonly items: readonly {
    readonly sellerSku: string;
    readonly state: ItemState;
    readonly packageId: string | null;
  }[];
}

/** What the marketplace counted since it began. */
export interface TrueReport {
  /** Such as `made`, `dropped`, `duplicated`, `reordered`, `failed`. */
  readonly pushes: Readonly<Record<string, number>>;
  /** By path, then by the code of the answer. */
  readonly calls: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** By path: calls that came although a ban ran that the caller had been told of. Null when nobody counts them. */
  readonly whileBanned: Readonly<Record<string, number>> | null;
}

/** Each the share of pushes or calls that it strikes, 0 to 1. */
export interface FaultRates {
  readonly pushDropped: number;
  readonly pushDuplicated: number;
  readonly pushReordered: number;
  /** Refused as too many calls, with a ban of a second. */
  readonly throttled: number;
  /** Done, and answered as if the marketplace had failed. */
  readonly failedAfterCommit: number;
}

/** All that a soak has to know of one marketplace and its stand-in. */
export interface MarketplaceProfile {
  /** As our REST spells it. */
  readonly marketplace: DemoMarketplace;
  readonly controlPort: Parameters<RunningStack['port']>[0];
  /** The demo merchant's shop, by the marketplace's own number. */
  readonly externalShopId: string;
  /** Where stock is written, and how many of these calls a seller may make in one second. */
  readonly stock: { readonly paths: readonly string[]; readonly callsPerSecond: number };
  readonly tokenRefreshPath: string;
  /** The code of an answer that is no refusal. */
  readonly success: string;

  /** Answers each order's number in turn; null where the shop had sold out. */
  place(door: ControlDoor, orders: readonly (readonly PlannedLine[])[]): Promise<(string | null)[]>;
  order(door: ControlDoor, orderNumber: string): Promise<TrueOrder>;
  /** As a buyer. @throws RefusedByStandIn when it is too late */
  cancel(door: ControlDoor, orderNumber: string): Promise<void>;
  /** As the carrier. */
  ship(door: ControlDoor, orderNumber: string): Promise<void>;
  /** Units that buyers see, by SKU. */
  shown(door: ControlDoor): Promise<Map<string, number>>;
  report(door: ControlDoor): Promise<TrueReport>;

  plant(door: ControlDoor, rates: FaultRates, seed: number): Promise<void>;
  lift(door: ControlDoor): Promise<void>;
  killTokens(door: ControlDoor): Promise<void>;
}
