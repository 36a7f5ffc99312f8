import type { IncomingAnswer } from '../http/send.js';
import {
  ConflictError,
  ContractViolationError,
  InvalidRequestError,
  RateLimitedError,
  UpstreamUnavailableError,
  type MarketplaceErrorDetails,
} from '../port/errors.js';
import type { DocumentRequest, ShippingDocument, ShippingDocumentKind } from '../port/fulfillment.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { lazadaCapabilities } from './capabilities.js';
import { wholeNumber } from './ids.js';
import type { LabelRequest } from './wire.js';

const operation = 'fulfillment.documents';

/** @throws InvalidRequestError for more packages than fit into one document, and for none */
export function checkDocumentRequest({ packages }: DocumentRequest): void {
  const most = lazadaCapabilities.limits.parcelsPerCall;
  if (packages.length > 0 && packages.length <= most) return;
  throw new InvalidRequestError(
    {
      cause: `A document of Lazada’s is about 1 to ${most} packages, and ${packages.length} are named.`,
      advice: 'Ask for several documents.',
    },
    { marketplace: 'lazada', operation },
  );
}

export const toLabelRequest = ({ packages }: DocumentRequest): LabelRequest => ({
  doc_type: 'PDF',
  packages: packages.map(({ packageId }) => ({ package_id: packageId })),
  print_item_list: false,
});

/** Where the labels can be fetched for ten minutes, or the labels themselves. */
export type LabelAnswer = { readonly address: string } | { readonly document: ShippingDocument };

/** Of a PDF, `file` is a frame that shows it; of HTML it is the label. Both are empty until the carrier has made it. */
export function fromLabelResponse(data: WireObject | null, details: MarketplaceErrorDetails): LabelAnswer {
  if (data === null) throw notThereYet(details);
  const address = data.text('pdf_url');
  if (address !== '') return { address };
  const bytes = decoded(data, 'file', details);
  const frame = /<iframe\b[^>]*?\bsrc\s*=\s*(["'])(.+?)\1/is.exec(bytes.toString('utf8'))?.[2];
  if (frame !== undefined) return { address: frame.replaceAll('&amp;', '&') };
  return { document: toDocument(bytes) };
}

/** The newer calls give labels only. */
const legacyNames: Readonly<Record<Exclude<ShippingDocumentKind, 'label'>, string>> = {
  invoice: 'invoice',
  manifest: 'carrierManifest',
};

export function toLegacyDocumentRequest(
  kind: Exclude<ShippingDocumentKind, 'label'>,
  { packages }: DocumentRequest,
): Record<string, string> {
  const ids = packages.flatMap(({ externalLineIds }) => externalLineIds.map((id) => wholeNumber(id, operation)));
  return { doc_type: legacyNames[kind], order_item_ids: `[${ids.join(',')}]` };
}

export function fromLegacyDocumentResponse(data: WireObject, details: MarketplaceErrorDetails): ShippingDocument {
  const document = data.objectOrNull('document');
  if (document === null) throw notThereYet(details);
  return toDocument(decoded(document, 'file', details));
}

/** Such as `api.lazada.co.th` and `sellercenter.lazada.com.my`, and the hosts that Lazada serves files from. */
const lazadaHosts = /(?:^|\.)(?:lazada\.(?:sg|vn|com|com\.my|co\.th|com\.ph|co\.id)|slatic\.net)$/;

/**
 * An answer must not make us call just any address. What is served beside the interface itself is trusted as that is,
 * and comes as that does.
 * @throws ContractViolationError
 */
export function checkedAddress(address: string, apiBaseUrl: string, details: MarketplaceErrorDetails): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isLazada = url?.protocol === 'https:' && url.port === '' && lazadaHosts.test(url.hostname);
  const isBesideApi = url !== null && url.origin === new URL(apiBaseUrl).origin;
  if (url !== null && (isLazada || isBesideApi) && url.username === '' && url.password === '') return url.href;
  throw new ContractViolationError(
    {
      cause: 'Lazada says that the document is at an address that is none of Lazada’s own.',
      advice: 'Find out whose address it is before anything is fetched from there.',
    },
    details,
  );
}

/** What the address of a label answers. */
export function readFile(answer: IncomingAnswer, details: MarketplaceErrorDetails): ShippingDocument {
  const { status, retryAfterMs, binary } = answer;
  const from = { ...details, httpStatus: status };
  if (status === 429) {
    throw new RateLimitedError({ cause: 'Too many calls.', advice: 'Try again later.' }, from, retryAfterMs ?? 1_000);
  }
  if (status >= 500) {
    const cause = `The place of the document answered with status ${status}.`;
    throw new UpstreamUnavailableError({ cause, advice: 'Try again later.' }, from, retryAfterMs);
  }
  // An address that has ended or is not ready yet: asking for the document anew gives another one.
  if (status === 403 || status === 404 || status === 410) throw notThereYet(from);
  if (status === 200 && binary !== undefined && isPdf(binary)) return { contentType: 'application/pdf', bytes: binary };
  throw new ContractViolationError(
    {
      cause: `The place of the document answered with status ${status}, and not with a PDF.`,
      advice: 'Open the document in Seller Center, and compare what is answered there.',
    },
    from,
  );
}

function decoded(object: WireObject, name: string, details: MarketplaceErrorDetails): Buffer {
  const text = object.text(name).replaceAll(/\s/g, '');
  if (text === '') throw notThereYet(details);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw object.violation(name, 'a file in base64');
  return Buffer.from(text, 'base64');
}

const toDocument = (bytes: Buffer): ShippingDocument => ({
  contentType: isPdf(bytes) ? 'application/pdf' : 'text/html',
  bytes,
});

const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';

const notThereYet = (details: MarketplaceErrorDetails): ConflictError =>
  new ConflictError(
    {
      cause: 'The document is not there yet.',
      advice: 'Ask again in some seconds.',
      zh: { cause: '单据尚未生成。', advice: '请几秒后再次获取。' },
    },
    details,
  );
