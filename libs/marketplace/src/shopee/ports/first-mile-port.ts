import {
  ConflictError,
  ContractViolationError,
  MarketplaceError,
  NotFoundError,
  OutcomeUnknownError,
  RefusedRequestError,
} from '../../port/errors.js';
import type { FirstMilePort } from '../../port/marketplace.port.js';
import type { BulkResult, ShopAccess } from '../../port/types.js';
import { inBatches } from '../batches.js';
import { objectIn, objectOrNullIn, type ShopeeClient } from '../client.js';
import * as border from '../cross-border.js';
import { endpoints } from '../endpoints.js';
import type { ShopeeAnswer } from '../envelope.js';

/** At most so many numbers are given at once. */
const numbersPerCall = 20;

export function firstMilePort(client: ShopeeClient): FirstMilePort {
  return {
    channels: async (access, region) =>
      border.fromFirstMileChannelsResponse(
        objectIn(await client.call(endpoints.firstMileChannels, access, { region })),
      ),
    newNumbers: (access, declaredOn, count) =>
      inBatches(Array<null>(count).fill(null), numbersPerCall, async ({ length: quantity }) => {
        const body = { declare_date: declaredOn, quantity };
        const answer = await client.call(endpoints.firstMileNumbers, access, body);
        return objectIn(answer).texts('first_mile_tracking_number_list');
      }),
    unboundParcels: async (access, cursor) =>
      border.fromUnboundResponse(
        objectIn(await client.call(endpoints.unboundOrders, access, border.toUnboundRequest(cursor))),
      ),
    bind: (access, binding) =>
      rowByRow(binding.parcels, (batch) =>
        client.call(endpoints.bindFirstMile, access, border.toBindRequest(binding, batch)),
      ),
    unbind: (access, firstMileNumber, parcels) =>
      rowByRow(parcels, (batch) =>
        client.call(endpoints.unbindFirstMile, access, border.toUnbindRequest(firstMileNumber, batch)),
      ),
    shipment: (access, firstMileNumber) => wholeShipment(client, access, firstMileNumber),
    waybill: async (access, firstMileNumbers) => {
      const body = { first_mile_tracking_number_list: firstMileNumbers };
      const { bytes, details } = await client.call(endpoints.firstMileWaybill, access, body);
      if (bytes !== null) return { contentType: 'application/pdf', bytes };
      throw new ContractViolationError(
        { cause: 'The waybill is not a file.', advice: 'Look at it in Seller Centre.' },
        details,
      );
    },
  };
}

async function wholeShipment(client: ShopeeClient, access: ShopAccess, firstMileNumber: string) {
  const ask = async (cursor: string) =>
    objectIn(await client.call(endpoints.firstMileDetail, access, border.toShipmentRequest(firstMileNumber, cursor)));
  const first = await ask('');
  const shipment = border.fromFirstMileDetailResponse(first);
  const parcels = [...shipment.parcels];
  for (let cursor = border.nextCursorIn(first); cursor !== null;) {
    const page = await ask(cursor);
    parcels.push(...border.fromFirstMileDetailResponse(page).parcels);
    cursor = border.nextCursorIn(page);
  }
  return { ...shipment, parcels };
}

/**
 * In batches; an answer for each order. Of an order in several parcels one that was refused is enough. What a batch ends
 * in is told of its own orders once something was done before.
 */
async function rowByRow<Parcel extends { readonly orderNumber: string }>(
  parcels: readonly Parcel[],
  send: (batch: readonly Parcel[]) => Promise<ShopeeAnswer>,
): Promise<BulkResult> {
  const errors = new Map<string, MarketplaceError>();
  let anyVerdict = false;
  for (let from = 0; from < parcels.length; from += border.parcelsPerBinding) {
    const batch = parcels.slice(from, from + border.parcelsPerBinding);
    try {
      for (const [orderNumber, error] of refusalsIn(await send(batch))) errors.set(orderNumber, error);
    } catch (error) {
      if (!(error instanceof MarketplaceError)) throw error;
      const isAboutRows = error instanceof RefusedRequestError || error instanceof OutcomeUnknownError;
      if (!anyVerdict && !isAboutRows) throw error;
      for (const { orderNumber } of batch) errors.set(orderNumber, error);
    }
    anyVerdict = true;
  }
  const orderNumbers = [...new Set(parcels.map(({ orderNumber }) => orderNumber))];
  return {
    succeeded: orderNumbers.filter((orderNumber) => !errors.has(orderNumber)),
    failed: orderNumbers.flatMap((key) => {
      const error = errors.get(key);
      return error ? [{ key, error }] : [];
    }),
  };
}

/** Rows with a `fail_error` were refused; a parcel without a row was done. */
const refusalsIn = (answer: ShopeeAnswer): (readonly [orderNumber: string, error: MarketplaceError])[] =>
  (objectOrNullIn(answer)?.objects('order_list') ?? []).flatMap((row) => {
    const upstreamCode = row.textOrNull('fail_error')?.slice(0, 64);
    if (upstreamCode === undefined) return [];
    const details = { ...answer.details, upstreamCode };
    const error = /not_(exist|found)$/.test(upstreamCode)
      ? new NotFoundError({ cause: 'The shop has no such parcel.', advice: 'Check the order and the shop.' }, details)
      : new ConflictError(
          {
            cause: 'The parcel is not in a state for it.',
            advice: 'Check that it is arranged, on its way to nobody yet, and whether it is bound already.',
          },
          details,
        );
    return [[row.id('order_sn'), error] as const];
  });
