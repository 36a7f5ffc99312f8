import type { Product } from '../catalog/product.js';
import type { Seller } from '../seller/seller.js';

export interface LiveRoom {
  readonly presenterId: number;
  readonly seller: Seller;
  readonly products: ReadonlySet<Product>;
  /** What is shown to viewers now. */
  highlighted: Product | undefined;
}

/** Rooms that are on air, by presenter. No call of the platform opens one: the control door does. */
export class LiveRooms {
  private readonly rooms = new Map<number, LiveRoom>();

  open(presenterId: number, seller: Seller, products: readonly Product[]): LiveRoom {
    const room: LiveRoom = { presenterId, seller, products: new Set(products), highlighted: undefined };
    this.rooms.set(presenterId, room);
    return room;
  }

  close(presenterId: number): boolean {
    return this.rooms.delete(presenterId);
  }

  find(presenterId: number): LiveRoom | undefined {
    return this.rooms.get(presenterId);
  }
}
