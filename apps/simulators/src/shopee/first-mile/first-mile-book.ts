import { RefusedError } from '../../control/body.js';
import type { OrderPackage } from '../order/order.js';
import { isHandedOver } from '../order/status.js';
import type { World } from '../world/world.js';

export const FIRST_MILE_STATUSES = [
  'NOT_AVAILABLE',
  'ORDER_CREATED',
  'PICKED_UP',
  'ORDER_RECEIVED',
  'DELIVERED',
  'CANCELED',
] as const;
export type FirstMileStatus = (typeof FIRST_MILE_STATUSES)[number];

export const MAX_PARCELS = 10_000;

/** How parcels get to the warehouse in the seller's country. */
export interface Shipment {
  readonly method: string;
  readonly region: string;
  readonly channelId: number;
  readonly warehouseId: string;
}

/** Parcels that travel together to the warehouse from which they leave the country. */
export interface FirstMile {
  readonly number: string;
  readonly shopId: number;
  /** `2026-01-02`, in the seller's words. */
  readonly declareDate: string;
  /** Set for those that a courier brings; they are found by this too. */
  readonly bindingId: string;
  status: FirstMileStatus;
  shipment: Shipment | undefined;
  parcels: OrderPackage[];
  updatedMs: number;
}

/** First-mile numbers of every shop, and which parcels are bound to them. */
export class FirstMileBook {
  private readonly entries = new Map<string, FirstMile>();
  private readonly bound = new Map<OrderPackage, FirstMile>();

  constructor(private readonly world: World) {}

  generate(shopId: number, declareDate: string, isCourier = false): FirstMile {
    const serial = this.world.series.packages + this.entries.size + 1;
    const made: FirstMile = {
      number: `CNF${serial}`,
      shopId,
      declareDate,
      bindingId: isCourier ? `CDB${serial}` : '',
      status: 'NOT_AVAILABLE',
      shipment: undefined,
      parcels: [],
      updatedMs: this.world.nowMs(),
    };
    this.entries.set(made.number, made);
    return made;
  }

  find(shopId: number, number: string): FirstMile | undefined {
    const found = this.entries.get(number);
    return found?.shopId === shopId ? found : undefined;
  }

  findAnywhere(number: string): FirstMile | undefined {
    return this.entries.get(number);
  }

  of(shopId: number): FirstMile[] {
    return [...this.entries.values()].filter((one) => one.shopId === shopId);
  }

  /** The number that a parcel travels under; undefined while it is not bound. */
  numberOf(parcel: OrderPackage): string | undefined {
    return this.bound.get(parcel)?.number;
  }

  bind(entry: FirstMile, parcel: OrderPackage, shipment: Shipment): void {
    entry.parcels.push(parcel);
    entry.shipment = shipment;
    if (entry.status === 'NOT_AVAILABLE') entry.status = 'ORDER_CREATED';
    entry.updatedMs = this.world.nowMs();
    this.bound.set(parcel, entry);
  }

  unbind(parcel: OrderPackage): void {
    const entry = this.bound.get(parcel);
    if (!entry) return;
    entry.parcels = entry.parcels.filter((one) => one !== parcel);
    entry.updatedMs = this.world.nowMs();
    this.bound.delete(parcel);
  }

  /** The carrier fetches the parcels, or the warehouse scans them: then their orders are shipped. */
  advance(entry: FirstMile, to: FirstMileStatus): void {
    const at = (status: FirstMileStatus): number => FIRST_MILE_STATUSES.indexOf(status);
    if (entry.parcels.length === 0) throw new RefusedError(`No parcel is bound to ${entry.number}.`);
    if (at(to) <= at(entry.status) || to === 'ORDER_CREATED')
      throw new RefusedError(`The first mile ${entry.number} is ${entry.status} and cannot become ${to}.`);
    entry.status = to;
    entry.updatedMs = this.world.nowMs();
    if (to !== 'DELIVERED') return;
    for (const parcel of entry.parcels)
      if (!isHandedOver(parcel.status)) this.world.orderMoves.movePackage(parcel, 'LOGISTICS_PICKUP_DONE');
  }
}
