import { InvalidRequestError, MarketplaceError, type MarketplaceErrorDetails } from '../port/errors.js';
import type { PackRequest, PackResult } from '../port/fulfillment.types.js';
import type { MarketplacePackage } from '../port/order.types.js';
import { invalidPackRequest, unanswered, type UnitVerdict } from './fulfillment.js';
import { inBatches, runBatches } from './parcel-batches.js';

export interface PackAnswer {
  /** Keys are ids of units. */
  readonly verdicts: ReadonlyMap<string, UnitVerdict>;
  readonly details: MarketplaceErrorDetails;
}

/** Packs any number of orders, and answers for each in the order asked. */
export async function packAll(
  requests: readonly PackRequest[],
  send: (batch: readonly PackRequest[]) => Promise<PackAnswer>,
): Promise<PackResult[]> {
  if (requests.some(({ externalLineIds }) => externalLineIds.length === 0)) throw nothingToPack();
  const results = new Map<PackRequest, PackResult>();
  const fail = (request: PackRequest, error: MarketplaceError): void => {
    const { orderNumber, externalLineIds } = request;
    results.set(request, { orderNumber, packages: [], failed: externalLineIds.map((key) => ({ key, error })) });
  };
  const valid = requests.filter((request) => {
    const error = invalidPackRequest(request);
    if (error) fail(request, error);
    return error === null;
  });
  await runBatches(batchesOf(valid), {
    fail,
    send: async (batch) => {
      const answer = await send(batch);
      for (const request of batch) results.set(request, resultOf(request, answer));
    },
  });
  return requests.map((request) => results.get(request)!);
}

/**
 * Allocation and carrier are said once per call. Units of one order in one call go into one parcel, so what is to be two
 * parcels needs two calls.
 */
export function batchesOf(requests: readonly PackRequest[]): PackRequest[][] {
  const rounds = new Map<string, PackRequest[]>();
  const asked = new Map<string, number>();
  for (const request of requests) {
    const { orderNumber, allocation, carrierCode = '' } = request;
    const round = asked.get(orderNumber) ?? 0;
    asked.set(orderNumber, round + 1);
    const key = JSON.stringify([round, allocation, allocation === 'seller' ? carrierCode : '']);
    rounds.set(key, [...(rounds.get(key) ?? []), request]);
  }
  return [...rounds.values()].flatMap((round) => inBatches(round));
}

function resultOf({ orderNumber, externalLineIds }: PackRequest, { verdicts, details }: PackAnswer): PackResult {
  const packages = new Map<string, MarketplacePackage>();
  const failed: { key: string; error: MarketplaceError }[] = [];
  for (const id of externalLineIds) {
    const verdict = verdicts.get(id) ?? unanswered(details);
    if (verdict instanceof MarketplaceError) {
      failed.push({ key: id, error: verdict });
      continue;
    }
    const inside = packages.get(verdict.packageId)?.externalLineIds ?? [];
    packages.set(verdict.packageId, { ...verdict, externalLineIds: [...inside, id], status: 'packed' });
  }
  return { orderNumber, packages: [...packages.values()], failed };
}

const nothingToPack = (): InvalidRequestError =>
  new InvalidRequestError(
    { cause: 'An order is to be packed, and none of its units is named.', advice: 'Name at least one unit.' },
    { marketplace: 'lazada', operation: 'fulfillment.pack' },
  );
