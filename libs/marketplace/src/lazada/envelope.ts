import { ofForeignAnswer } from '../http/foreign-answer.js';
import type { IncomingAnswer } from '../http/send.js';
import type { MarketplaceError, MarketplaceErrorDetails } from '../port/errors.js';
import { readingWrite } from '../wire/reading-write.js';
import { WireObject } from '../wire/wire-object.js';
import { detailsOf, toMarketplaceError, type CallContext } from './errors.js';
import type { LazadaRefusal } from './wire.js';

/**
 * Where an answer keeps its content. `classic`: in `data`. `flat`: beside `code`. `result`: in `result.data`, with a
 * verdict of its own in `result.success`. `success`: in `data`, with the verdict beside `code`.
 */
export type EnvelopeFamily = 'classic' | 'flat' | 'result' | 'success';

export interface LazadaAnswer {
  /** The whole answer. */
  readonly body: WireObject;
  /** What is in it; `undefined` when Lazada left it out, as it does with empty lists. */
  readonly data: unknown;
  readonly details: MarketplaceErrorDetails;
}

/** @throws MarketplaceError for whatever is not a success */
export function readEnvelope(answer: IncomingAnswer, family: EnvelopeFamily, context: CallContext): LazadaAnswer {
  const json = parseJson(answer, context);
  const details = detailsOf(context, { request_id: json.request_id });
  const body = WireObject.of(json, '', details);
  // The documentation promises text; a bare number has been seen from stand-ins.
  if (json.code !== '0' && json.code !== 0) throw toMarketplaceError(json, context);
  if (family === 'flat') return { body, data: json, details };
  if (family === 'classic') return { body, data: json.data, details };
  const ofResult = () => (family === 'success' ? body : resultIn(body));
  const result = context.effect === 'write' ? readingWrite(ofResult) : ofResult();
  if (!result.flag('success')) {
    const { error_code, errorCode, error_msg, errorMsg } = result.fields;
    const code = error_code ?? errorCode ?? 'none';
    throw toMarketplaceError({ code, message: error_msg ?? errorMsg, request_id: json.request_id }, context);
  }
  return { body, data: result.fields.data, details };
}

/** Some calls have been seen to put the one into another. */
function resultIn(body: WireObject): WireObject {
  const result = body.object('result');
  return result.fields.success === undefined && result.objectOrNull('result') !== null ? resultIn(result) : result;
}

function parseJson(answer: IncomingAnswer, context: CallContext): LazadaRefusal & { readonly data?: unknown } {
  if (answer.status === 429) throw notFromLazop(answer, context);
  try {
    const json: unknown = JSON.parse(answer.body);
    // A refusal of Lazada's own says more than the status beside it.
    if (typeof json === 'object' && json !== null && 'code' in json) return json;
  } catch {
    // Told below by the status.
  }
  throw notFromLazop(answer, context);
}

const notFromLazop = (answer: IncomingAnswer, context: CallContext): MarketplaceError =>
  ofForeignAnswer(answer, {
    effect: context.effect,
    details: detailsOf(context),
    keptOut: 'Check that this machine’s address is allowed for the app, and call more slowly.',
  });
