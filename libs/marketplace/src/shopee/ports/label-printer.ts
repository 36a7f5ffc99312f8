import { ConflictError, ContractViolationError, NotFoundError } from '../../port/errors.js';
import type { DocumentRequest, ShippingDocument } from '../../port/fulfillment.types.js';
import type { FulfillmentPort } from '../../port/marketplace.port.js';
import type { ShopAccess } from '../../port/types.js';
import { objectIn, objectOrNullIn, type ShopeeClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import { nameOf } from '../errors.js';
import * as documents from '../documents.js';
import type { OrderReader } from './orders-port.js';

/** Making a label takes Shopee a second or two; who asks for one waits that long and no longer. */
const polls = 10;
const pollMs = 1_000;

/** Asks which kind of label the carrier takes, has it made, waits for it and fetches it. */
export function labelPrinter(
  client: ShopeeClient,
  read: OrderReader,
  sleep: (ms: number) => Promise<void>,
): FulfillmentPort['documents'] {
  return async (access, request) => {
    documents.checkDocumentKind(request);
    const parcels = await parcelsOf(read, access, request);
    const parameter = await client.call(endpoints.documentParameter, access, documents.toDocumentRequest(parcels));
    const type = documents.suggestedTypeIn(objectIn(parameter));
    const options = { ...(type !== undefined && { type }) };
    const made = await client.call(
      endpoints.createDocument,
      access,
      documents.toDocumentRequest(parcels, { ...options, tracking: true }),
    );
    const [refusal] = documents.refusedRowsIn(objectOrNullIn(made)).values();
    if (refusal !== undefined) throw notYet(refusal);
    await waitUntilReady(client, { access, body: documents.toDocumentRequest(parcels, options), sleep });
    return download(client, access, documents.toDocumentRequest(parcels, options));
  };
}

async function parcelsOf(
  read: OrderReader,
  access: ShopAccess,
  { packages }: DocumentRequest,
): Promise<documents.PrintableParcel[]> {
  const orderNumbers = [...new Set(packages.map(({ orderNumber }) => orderNumber))];
  const found = await read.details(access, orderNumbers);
  const present = new Set(
    found.flatMap((order) => order.objects('package_list').map((parcel) => parcel.id('package_number'))),
  );
  if (packages.some(({ packageId }) => !present.has(packageId))) throw unknownPackage();
  const tracking = await read.tracking(access, found);
  const parcels = packages.map(({ orderNumber, packageId }) => ({
    orderNumber,
    packageId,
    trackingNumber: tracking.get(packageId) ?? null,
  }));
  if (parcels.some(({ trackingNumber }) => trackingNumber === null)) throw notYet('no_tracking_number');
  return parcels;
}

interface Wait {
  readonly access: ShopAccess;
  readonly body: Record<string, unknown>;
  readonly sleep: (ms: number) => Promise<void>;
}

async function waitUntilReady(client: ShopeeClient, { access, body, sleep }: Wait): Promise<void> {
  for (let poll = 1; poll <= polls; poll += 1) {
    const rows = documents.fromDocumentResultResponse(
      objectIn(await client.call(endpoints.documentResult, access, body)),
    );
    const failed = rows.find(({ status }) => status === 'failed');
    if (failed) throw notYet(failed.error ?? 'FAILED');
    if (rows.length > 0 && rows.every(({ status }) => status === 'ready')) return;
    await sleep(pollMs);
  }
  throw notYet('PROCESSING');
}

async function download(
  client: ShopeeClient,
  access: ShopAccess,
  body: Record<string, unknown>,
): Promise<ShippingDocument> {
  const { bytes, contentType, details } = await client.call(endpoints.downloadDocument, access, body);
  if (bytes !== null && Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-') {
    return { contentType: 'application/pdf', bytes };
  }
  if (bytes !== null && contentType.startsWith('text/html')) return { contentType: 'text/html', bytes };
  throw new ContractViolationError(
    { cause: 'The label is neither a PDF nor a page.', advice: 'Look at it in Seller Centre.' },
    details,
  );
}

const unknownPackage = (): NotFoundError =>
  new NotFoundError(
    {
      cause: 'The order has no such package.',
      advice: 'Read the order and name a package that it has.',
      zh: { cause: '订单没有该包裹。', advice: '请读取订单并使用其现有包裹。' },
    },
    documents.documentDetails,
  );

const notYet = (code: string): ConflictError =>
  new ConflictError(
    {
      cause: 'The label is not there yet.',
      advice: 'Ask again in some seconds; if it stays so, look at the order in Seller Centre.',
      zh: { cause: '面单尚未生成。', advice: '请数秒后重试；若仍失败，请在卖家中心查看订单。' },
    },
    { ...documents.documentDetails, upstreamCode: nameOf(code) },
  );
