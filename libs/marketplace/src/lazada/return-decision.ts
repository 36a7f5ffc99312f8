import { InvalidRequestError, NotSupportedError, type FieldProblem } from '../port/errors.js';
import type { ReturnAction, ReturnDecision } from '../port/reverse.types.js';
import type { Endpoint } from './endpoints.js';
import { endpoints } from './endpoints.js';
import { wholeNumber } from './ids.js';

const operation = 'returns.decide';

interface Step {
  /** Lazada's word for it. */
  readonly action: string;
  readonly needs: readonly (keyof typeof needs)[];
}

/** What Lazada wants with a step; said before anything is sent. */
const needs = {
  reason: { field: 'reasonId', message: 'A refusal needs one of the reasons that Lazada lists.' },
  comment: { field: 'comment', message: 'Say why, in a comment.' },
  images: { field: 'images', message: 'Show why, in at least one picture.' },
  oneLine: { field: 'returnLineIds', message: 'Lazada takes this for one line at a time.' },
} as const;

/** Of goods that come back. */
const ofReturn: Partial<Record<ReturnAction, Step>> = {
  accept_return: { action: 'agreeReturn', needs: [] },
  refuse_return: { action: 'refuseReturn', needs: ['reason', 'comment', 'oneLine'] },
  refund: { action: 'agreeRefund', needs: [] },
  refuse_refund: { action: 'refuseRefund', needs: ['reason', 'comment', 'images', 'oneLine'] },
  refund_without_return: { action: 'instantRefund', needs: [] },
  confirm_receipt: { action: 'confirmDelivery', needs: [] },
};

/** Of money alone. To refuse is to begin a dispute. */
const ofRefund: Partial<Record<ReturnAction, Step>> = {
  refund: { action: 'agreeRefund', needs: ['oneLine'] },
  refund_without_return: { action: 'agreeRefund', needs: ['oneLine'] },
  dispute: { action: 'startDispute', needs: ['comment', 'images', 'oneLine'] },
};

export interface DecisionRequest {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
}

/** @throws NotSupportedError for a step that there is not, and InvalidRequestError for one that lacks something */
export function toDecisionRequest(decision: ReturnDecision): DecisionRequest {
  const step = stepOf(decision);
  const problems = problemsOf(decision, step);
  if (problems.length > 0) {
    throw new InvalidRequestError(
      { cause: 'Lazada does not take the decision as it is.', advice: 'Add what is missing; nothing was sent.' },
      { marketplace: 'lazada', operation },
      problems,
    );
  }
  const { returnId, returnLineIds, reasonId, comment = '', images = [], kind } = decision;
  const params = {
    action: step.action,
    reverse_order_id: String(wholeNumber(returnId, operation)),
    reverse_order_item_ids: `[${returnLineIds.map((id) => wholeNumber(id, operation)).join(',')}]`,
    ...(comment !== '' && { comment }),
  };
  if (kind === 'refund_only') {
    const pictures = images.map((file_url, index) => ({ file_name: nameOf(index), file_url }));
    return {
      endpoint: endpoints.decideRefund,
      params: { ...params, ...(pictures.length > 0 && { image_info_list: JSON.stringify(pictures) }) },
    };
  }
  const pictures = images.map((url, index) => ({ name: nameOf(index), url }));
  return {
    endpoint: endpoints.decideReturn,
    params: {
      ...params,
      ...(reasonId !== undefined && { reason_id: String(wholeNumber(reasonId, operation)) }),
      ...(pictures.length > 0 && { image_info: JSON.stringify(pictures) }),
    },
  };
}

const nameOf = (index: number): string => `picture-${index + 1}`;

function stepOf({ kind, action }: ReturnDecision): Step {
  const step = { return: ofReturn, refund_only: ofRefund, cancellation: {}, unrecognized: {} }[kind][action];
  if (step) return step;
  throw new NotSupportedError(
    {
      cause: `Lazada has no step "${action}" for a request of the kind "${kind}".`,
      advice:
        kind === 'cancellation'
          ? 'Answer the buyer’s request to cancel instead.'
          : 'Choose another step, or do it in Seller Center.',
    },
    { marketplace: 'lazada', operation },
  );
}

function problemsOf(decision: ReturnDecision, step: Step): FieldProblem[] {
  const missing: Readonly<Record<keyof typeof needs, boolean>> = {
    reason: decision.reasonId === undefined,
    comment: (decision.comment ?? '').trim() === '',
    images: (decision.images ?? []).length === 0,
    oneLine: decision.returnLineIds.length > 1,
  };
  const problems = step.needs.filter((need) => missing[need]).map((need): FieldProblem => needs[need]);
  if (decision.returnLineIds.length > 0) return problems;
  return [...problems, { field: 'returnLineIds', message: 'Name at least one line.' }];
}
