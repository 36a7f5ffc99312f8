import type { ReverseLine, ReverseStatus } from './reverse-order.js';

export const SELLER_ACTIONS = [
  'instantRefund',
  'agreeReturn',
  'refuseReturn',
  'agreeRefund',
  'refuseRefund',
  'confirmDelivery',
] as const;
export type SellerAction = (typeof SELLER_ACTIONS)[number];

export interface ActionRequest {
  readonly action: SellerAction;
  readonly lines: number;
  readonly hasReason: boolean;
  readonly hasComment: boolean;
  readonly images: number;
}

export interface ReverseRefusal {
  readonly code: number;
  readonly message: string;
}

/** A seller who refuses has to say why, for one unit at a time, and to show it when the goods are back. */
export function whyNotAsked({
  action,
  lines,
  hasReason,
  hasComment,
  images,
}: ActionRequest): ReverseRefusal | undefined {
  if (action !== 'refuseReturn' && action !== 'refuseRefund') return undefined;
  const refusing = 'if you want to refuse return or refund';
  if (!hasReason) return { code: 108, message: `reason can't be empty ${refusing}` };
  if (!hasComment) return { code: 109, message: `comment can't be empty ${refusing}` };
  if (action === 'refuseRefund' && images === 0)
    return { code: 110, message: "image can't be empty if you want to refuse refund" };
  if (lines > 1) return { code: 111, message: `do not support massive reverse order line operation ${refusing}` };
  return undefined;
}

/** What an action makes of a unit that goes back to the merchant. */
const RESULTS: Readonly<Record<SellerAction, Partial<Record<ReverseStatus, ReverseStatus>>>> = {
  instantRefund: { REQUEST_INITIATE: 'REFUND_SUCCESS' },
  agreeReturn: { REQUEST_INITIATE: 'SELLER_AGREE_RETURN' },
  refuseReturn: { REQUEST_INITIATE: 'SELLER_REJECT_RETURN' },
  confirmDelivery: { BUYER_RETURN_ITEM: 'SELLER_RECEIVE_ITEM' },
  agreeRefund: { SELLER_RECEIVE_ITEM: 'REFUND_SUCCESS' },
  refuseRefund: { SELLER_RECEIVE_ITEM: 'SELLER_REJECT_REFUND' },
};

/** Undefined when the unit does not stand for this action: then nobody's goods come back, or the platform decides. */
export const resultOf = (action: SellerAction, { reverse, status }: ReverseLine): ReverseStatus | undefined =>
  reverse.requestType === 'RETURN' && reverse.returnTo === 'RTM' ? RESULTS[action][status] : undefined;
