import type { JsonObject } from '../protocol/json.js';
import type { Seller } from '../seller/seller.js';
import type { HostedImage } from './image-shelf.js';

export interface Migration {
  readonly seller: Seller;
  readonly readyMs: number;
  readonly images: readonly HostedImage[];
  readonly errors: readonly JsonObject[];
}

/** How long a batch of pictures takes, on the movable clock: the documentation asks callers to wait for it. */
const READY_AFTER_MS = 500;

/** Batches of pictures that are being migrated, by the number that was answered for them. */
export class Migrations {
  private readonly batches = new Map<string, Migration>();

  constructor(private readonly nowMs: () => number) {}

  begin(seller: Seller, result: Pick<Migration, 'images' | 'errors'>): string {
    const number = String(this.batches.size + 1).padStart(6, '0');
    const batchId = `2122${seller.sellerId}${this.nowMs()}${number}`;
    this.batches.set(batchId, { seller, readyMs: this.nowMs() + READY_AFTER_MS, ...result });
    return batchId;
  }

  /** The result, `waiting` while there is none yet, or undefined when the seller has no such batch. */
  find(seller: Seller, batchId: string): Migration | 'waiting' | undefined {
    const found = this.batches.get(batchId);
    if (found?.seller !== seller) return undefined;
    return found.readyMs > this.nowMs() ? 'waiting' : found;
  }
}
