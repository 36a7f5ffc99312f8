import {
  ConflictError,
  OutcomeUnknownError,
  RetryableMarketplaceError,
  type MarketplacePackage,
  type OrderItems,
} from '@pinglu/marketplace';
import { AppError } from '@pinglu/kernel';
import { retryDelayMs } from '../../job/retry-delay.js';
import type { Marketplaces } from '../../marketplace/marketplaces.js';
import { findParcel, isAnnounced, isGone, isNumbered } from '../parcel-state.js';
import type { Shipment } from '../shipment.js';

/** A parcel that the marketplace is to be told of, with what is known from before. */
export interface Errand {
  readonly shipment: Shipment;
  readonly askedBefore: boolean;
  readonly attempts: number;
  /** What the marketplace has of the order; null when it was not asked, or has no such order. */
  readonly items: OrderItems | null;
}

/** What came of telling it. */
export type Outcome =
  | { readonly kind: 'packed'; readonly packages: readonly MarketplacePackage[] }
  | { readonly kind: 'announced' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** `asked: false`: for certain the marketplace did nothing, and need not be read before it is asked again. */
  | { readonly kind: 'later'; readonly delayMs: number; readonly asked: boolean; readonly error: unknown };

/** What waits for somebody to pay or to look is tried for about an hour, then shown as failed. */
const MOST_ATTEMPTS = 15;
const READ_AGAIN_MS = 1_000;

/** Does the next step for one parcel. Never asks for what it may have asked for before without reading first. */
export async function runErrand(marketplaces: Marketplaces, errand: Errand): Promise<Outcome> {
  try {
    return errand.shipment.parcel === null ? await pack(marketplaces, errand) : await announce(marketplaces, errand);
  } catch (error) {
    return afterError(errand, error);
  }
}

async function pack(marketplaces: Marketplaces, errand: Errand): Promise<Outcome> {
  const { shipment, askedBefore, items } = errand;
  if (askedBefore) {
    // Without an answer it would be a guess whether the parcel exists.
    if (items === null) return afterError(errand, undefined);
    const found = findParcel(shipment, items);
    if (found.kind === 'packed' || found.kind === 'gone') return found;
    if (found.kind === 'packing') return { kind: 'later', delayMs: READ_AGAIN_MS, asked: true, error: null };
  }
  const { shopId, orderNumber, lines, crossBorder } = shipment;
  const units = { orderNumber, externalLineIds: lines.flatMap(({ externalLineIds }) => externalLineIds) };
  const { packages, failed } = await marketplaces.call(shopId, async (adapter, access) => {
    // Within a country the marketplace chooses the carrier; across a border the seller may have to.
    const { allocation, carriers } = crossBorder
      ? await adapter.fulfillment.providers(access, units)
      : { allocation: 'marketplace' as const, carriers: [] };
    const carrierCode = allocation === 'seller' ? carriers[0]?.code : undefined;
    return adapter.fulfillment.pack(access, {
      ...units,
      allocation,
      ...(carrierCode !== undefined && { carrierCode }),
    });
  });
  if (packages.length === 0) return afterError(errand, failed[0]?.error);
  if (!packages.every(isNumbered)) return { kind: 'later', delayMs: READ_AGAIN_MS, asked: true, error: null };
  return { kind: 'packed', packages };
}

async function announce(marketplaces: Marketplaces, errand: Errand): Promise<Outcome> {
  const { shipment, askedBefore, items } = errand;
  const { packageId } = shipment.parcel!;
  if (askedBefore) {
    if (items === null) return afterError(errand, undefined);
    if (isAnnounced(packageId, items)) return { kind: 'announced' };
    if (isGone(shipment, items)) return { kind: 'gone' };
  }
  await marketplaces.call(shipment.shopId, (adapter, access) => adapter.fulfillment.readyToShip(access, packageId));
  return { kind: 'announced' };
}

function afterError({ attempts, askedBefore, shipment }: Errand, error: unknown): Outcome {
  if (error instanceof OutcomeUnknownError || error instanceof ConflictError) {
    if (attempts < MOST_ATTEMPTS) return { kind: 'later', delayMs: retryDelayMs(attempts), asked: true, error };
  }
  if (error instanceof AppError && error.retryable) {
    const wait = error instanceof RetryableMarketplaceError ? (error.retryAfterMs ?? 0) : 0;
    return { kind: 'later', delayMs: Math.max(wait, retryDelayMs(attempts)), asked: askedBefore, error };
  }
  // A parcel that exists is told of for as long as it takes: giving up would leave it on the shelf unseen.
  if (attempts < MOST_ATTEMPTS || shipment.parcel !== null) {
    return { kind: 'later', delayMs: retryDelayMs(attempts), asked: true, error };
  }
  const reason = error instanceof AppError ? error.message : 'The marketplace does not let the order be packed.';
  return { kind: 'refused', reason };
}
