import {
  ConflictError,
  OutcomeUnknownError,
  RetryableMarketplaceError,
  type MarketplacePackage,
  type OrderItems,
  type PackRequest,
  type PackResult,
  type ShippingOptions,
} from '@pinglu/marketplace';
import { AppError } from '@pinglu/kernel';
import { inParallel } from '../../job/in-parallel.js';
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

/** How many parcels are asked about at once that need an answer each. */
const CALLS_AT_ONCE = 4;

/**
 * Does the next step for parcels of one shop, and says for each what came of it. Never asks for what it may have asked for
 * before without reading first. What is to be packed goes out together, and so does what is to be announced: that is one
 * call for many parcels where the marketplace takes lists.
 */
export async function runErrands(
  marketplaces: Marketplaces,
  errands: readonly Errand[],
): Promise<ReadonlyMap<Errand, Outcome>> {
  const outcomes = new Map<Errand, Outcome>();
  const open = errands.filter((errand) => {
    const settled = settle(errand);
    if (settled) outcomes.set(errand, settled);
    return settled === null;
  });
  const record = (found: ReadonlyMap<Errand, Outcome>) =>
    found.forEach((outcome, errand) => outcomes.set(errand, outcome));
  await Promise.all([
    pack(
      marketplaces,
      open.filter(({ shipment }) => shipment.parcel === null),
    ).then(record),
    announce(
      marketplaces,
      open.filter(({ shipment }) => shipment.parcel !== null),
    ).then(record),
  ]);
  return outcomes;
}

/** What is known without asking for anything; null when it has to be asked for. */
function settle(errand: Errand): Outcome | null {
  const { shipment, askedBefore, items } = errand;
  if (!askedBefore) return null;
  // Without an answer it would be a guess what there is.
  if (items === null) return afterError(errand, undefined);
  if (shipment.parcel !== null) {
    if (isAnnounced(shipment.parcel.packageId, items)) return { kind: 'announced' };
    return isGone(shipment, items) ? { kind: 'gone' } : null;
  }
  const found = findParcel(shipment, items);
  if (found.kind === 'packed' || found.kind === 'gone') return found;
  return found.kind === 'packing' ? { kind: 'later', delayMs: READ_AGAIN_MS, asked: true, error: null } : null;
}

async function pack(marketplaces: Marketplaces, errands: readonly Errand[]): Promise<Map<Errand, Outcome>> {
  const outcomes = new Map<Errand, Outcome>();
  const asking: { errand: Errand; request: PackRequest }[] = [];
  await inParallel(errands, CALLS_AT_ONCE, async (errand) => {
    try {
      asking.push({ errand, request: await toRequest(marketplaces, errand) });
    } catch (error) {
      outcomes.set(errand, afterError(errand, error));
    }
  });
  const [first] = asking;
  if (!first) return outcomes;
  const requests = asking.map(({ request }) => request);
  try {
    const { shopId } = first.errand.shipment;
    const results = await marketplaces.call(shopId, (adapter, access) => adapter.fulfillment.pack(access, requests));
    asking.forEach(({ errand }, index) => outcomes.set(errand, afterPacking(errand, results[index])));
  } catch (error) {
    for (const { errand } of asking) outcomes.set(errand, afterError(errand, error));
  }
  return outcomes;
}

const marketplaceChooses: ShippingOptions = { allocation: 'marketplace', carriers: [] };

async function toRequest(marketplaces: Marketplaces, { shipment }: Errand): Promise<PackRequest> {
  const { shopId, orderNumber, lines, crossBorder } = shipment;
  const units = { orderNumber, externalLineIds: lines.flatMap(({ externalLineIds }) => externalLineIds) };
  const { allocation, carriers } = await marketplaces.call(shopId, async (adapter, access) => {
    const { sellerChoosesCarrier } = adapter.capabilities;
    const asks = sellerChoosesCarrier === 'always' || (sellerChoosesCarrier === 'across_borders' && crossBorder);
    return asks ? adapter.fulfillment.providers(access, units) : marketplaceChooses;
  });
  const carrierCode = allocation === 'seller' ? carriers[0]?.code : undefined;
  return { ...units, allocation, ...(carrierCode !== undefined && { carrierCode }) };
}

function afterPacking(errand: Errand, result: PackResult | undefined): Outcome {
  const { packages = [], failed = [] } = result ?? {};
  // Of some units it is not known whether they are in a parcel: what is read back will say so of all.
  const unknown = failed.find(({ error }) => error instanceof OutcomeUnknownError);
  if (unknown) return afterError(errand, unknown.error);
  if (packages.length === 0) return afterError(errand, failed[0]?.error);
  if (!packages.every(isNumbered)) return { kind: 'later', delayMs: READ_AGAIN_MS, asked: true, error: null };
  return { kind: 'packed', packages };
}

async function announce(marketplaces: Marketplaces, errands: readonly Errand[]): Promise<Map<Errand, Outcome>> {
  const [first] = errands;
  if (!first) return new Map();
  const idOf = ({ shipment }: Errand) => shipment.parcel!.packageId;
  try {
    const { failed } = await marketplaces.call(first.shipment.shopId, async (adapter, access) =>
      // Where packing was all there is to do, the marketplace knows already.
      adapter.capabilities.operations['fulfillment.readyToShip']
        ? adapter.fulfillment.readyToShip(access, errands.map(idOf))
        : { failed: [] },
    );
    const errors = new Map(failed.map(({ key, error }) => [key, error]));
    return new Map(
      errands.map((errand) => {
        const error = errors.get(idOf(errand));
        return [errand, error ? afterError(errand, error) : { kind: 'announced' }];
      }),
    );
  } catch (error) {
    return new Map(errands.map((errand) => [errand, afterError(errand, error)]));
  }
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
