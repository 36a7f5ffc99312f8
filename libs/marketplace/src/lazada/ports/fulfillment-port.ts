import type { MarketplaceError } from '../../port/errors.js';
import type { ShippingDocument } from '../../port/fulfillment.types.js';
import type { FulfillmentPort } from '../../port/marketplace.port.js';
import type { BulkResult, ItemFailure, ShopAccess } from '../../port/types.js';
import { readingWrite } from '../../wire/reading-write.js';
import { objectIn, objectOrNullIn, type LazadaClient } from '../client.js';
import * as documents from '../documents.js';
import { endpoints, type Endpoint } from '../endpoints.js';
import * as fulfillment from '../fulfillment.js';
import { packAll } from '../pack.js';
import { inBatches, runBatches } from '../parcel-batches.js';

export function fulfillmentPort(client: LazadaClient): FulfillmentPort {
  return {
    providers: async (access, units) => {
      const getShipmentProvidersReq = JSON.stringify(fulfillment.toShipmentProvidersRequest(units));
      const answer = await client.call(endpoints.shipmentProviders, access, { getShipmentProvidersReq });
      return fulfillment.fromShipmentProvidersResponse(objectIn(answer));
    },
    pack: (access, requests) =>
      packAll(requests, async (batch) => {
        const packReq = JSON.stringify(fulfillment.toPackRequest(batch));
        const answer = await client.call(endpoints.pack, access, { packReq });
        const { details } = answer;
        return { verdicts: readingWrite(() => fulfillment.fromPackResponse(objectIn(answer), details)), details };
      }),
    readyToShip: (access, packageIds) =>
      onPackages(client, access, { endpoint: endpoints.readyToShip, parameter: 'readyToShipReq', packageIds }),
    repack: (access, packageIds) =>
      onPackages(client, access, { endpoint: endpoints.repack, parameter: 'rePackReq', packageIds }),
    documents: async (access, request) => {
      documents.checkDocumentRequest(request);
      const { kind } = request;
      if (kind === 'label') return readLabel(client, access, request);
      const answer = await client.call(
        endpoints.legacyDocument,
        access,
        documents.toLegacyDocumentRequest(kind, request),
      );
      return documents.fromLegacyDocumentResponse(objectIn(answer), answer.details);
    },
    reportOwnDelivery: async (access, deliveries) => {
      const { delivered, failed } = fulfillment.byOutcome(deliveries);
      const first = { endpoint: endpoints.ownDelivered, parameter: 'dbsDeliveryReq', packageIds: delivered };
      const second = { endpoint: endpoints.ownFailed, parameter: 'dbsFailedDeliveryReq', packageIds: failed };
      return onPackages(client, access, first, second);
    },
  };
}

interface PackagesCall {
  readonly endpoint: Endpoint;
  /** Lazada's name of the one parameter. */
  readonly parameter: string;
  readonly packageIds: readonly string[];
}

async function onPackages(
  client: LazadaClient,
  access: ShopAccess,
  ...calls: readonly PackagesCall[]
): Promise<BulkResult> {
  const succeeded: string[] = [];
  const failed: ItemFailure[] = [];
  const record = (key: string, error: MarketplaceError | null): void => {
    if (error === null) succeeded.push(key);
    else failed.push({ key, error });
  };
  const batches = calls.flatMap(({ packageIds, ...call }) =>
    inBatches([...new Set(packageIds)]).map((batch) => batch.map((packageId) => ({ packageId, call }))),
  );
  await runBatches(batches, {
    fail: ({ packageId }, error) => record(packageId, error),
    send: async (batch) => {
      const { endpoint, parameter } = batch[0]!.call;
      const request = fulfillment.toPackagesRequest(batch.map(({ packageId }) => packageId));
      const answer = await client.call(endpoint, access, { [parameter]: JSON.stringify(request) });
      const { details } = answer;
      const verdicts = readingWrite(() => fulfillment.fromPackagesResponse(objectIn(answer), details));
      for (const { packageId } of batch) {
        const verdict = verdicts.get(packageId);
        record(packageId, verdict === undefined ? fulfillment.unanswered(details) : verdict);
      }
    },
  });
  return { succeeded, failed };
}

async function readLabel(
  client: LazadaClient,
  access: ShopAccess,
  request: Parameters<FulfillmentPort['documents']>[1],
): Promise<ShippingDocument> {
  const getDocumentReq = JSON.stringify(documents.toLabelRequest(request));
  const answer = await client.call(endpoints.label, access, { getDocumentReq });
  const label = documents.fromLabelResponse(objectOrNullIn(answer), answer.details);
  if ('document' in label) return label.document;
  const read = documents.readFile;
  return client.fetchFile(endpoints.label, access, {
    address: label.address,
    read: (incoming) => read(incoming, answer.details),
  });
}
