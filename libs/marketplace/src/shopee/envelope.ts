import { ofForeignAnswer } from '../http/foreign-answer.js';
import type { IncomingAnswer } from '../http/send.js';
import { RefusedRequestError, type MarketplaceError, type MarketplaceErrorDetails } from '../port/errors.js';
import { parseExactJson } from '../wire/exact-json.js';
import { WireObject } from '../wire/wire-object.js';
import type { EnvelopeFamily } from './endpoints.js';
import { detailsOf, toMarketplaceError, type CallContext } from './errors.js';

export interface ShopeeAnswer {
  /** The whole answer; what is beside the content may be a warning. */
  readonly body: WireObject;
  /** What is in it; `undefined` when Shopee left it out, as it does after writes. */
  readonly data: unknown;
  /** Of a file. */
  readonly bytes: Uint8Array | null;
  readonly contentType: string;
  /** Of the family `rows`: what the call as a whole was refused with, while the content says more of each row. */
  readonly refusal: RefusedRequestError | null;
  readonly details: MarketplaceErrorDetails;
}

/** The body decides, not the status: refusals come with 200 and with 403. @throws MarketplaceError */
export function readEnvelope(answer: IncomingAnswer, family: EnvelopeFamily, context: CallContext): ShopeeAnswer {
  const { binary, contentType, status } = answer;
  if (family === 'file' && binary && status < 300) {
    const details = detailsOf(context);
    return {
      body: WireObject.of({}, '', details),
      data: undefined,
      bytes: binary,
      contentType,
      refusal: null,
      details,
    };
  }
  const json = parseJson(answer, context);
  const details = detailsOf(context, json);
  const body = WireObject.of(json, '', details);
  // Samples of the documentation have a dash or a blank where there is no error.
  const code = body.text('error').trim();
  const refusal = code === '' || code === '-' ? null : toMarketplaceError(json, context);
  const data = family === 'flat' ? json : json['response'];
  const content = { body, data, bytes: null, contentType, details };
  if (refusal === null) return { ...content, refusal };
  if (refusal instanceof RefusedRequestError && family === 'rows' && speaksOfRows(body)) return { ...content, refusal };
  throw refusal;
}

/** By whatever name the call has for its rows. */
function speaksOfRows(body: WireObject): boolean {
  const response = body.objectOrNull('response');
  return ['failure_list', 'order_list'].some((name) => (response?.objects(name) ?? []).length > 0);
}

function parseJson(answer: IncomingAnswer, context: CallContext): Record<string, unknown> {
  try {
    const json = parseExactJson(answer.body);
    if (typeof json === 'object' && json !== null && 'error' in json) return { ...json };
  } catch {
    // Told below by the status.
  }
  throw notFromShopee(answer, context);
}

const notFromShopee = (answer: IncomingAnswer, context: CallContext): MarketplaceError =>
  ofForeignAnswer(answer, {
    effect: context.effect,
    details: detailsOf(context),
    keptOut: 'Check that this machine’s address is on the app’s list of allowed addresses.',
  });
