import type { ReverseLine, ReverseOrder, ReverseStatus } from './reverse-order.js';
import { resultOf, SELLER_ACTIONS, whyNotAsked, type ActionRequest } from './return-rules.js';

const whole: Omit<ActionRequest, 'action'> = { lines: 1, hasReason: true, hasComment: true, images: 1 };

describe('what a seller has to say', () => {
  it.each([
    ['refuseReturn', { hasReason: false }, 108],
    ['refuseRefund', { hasReason: false }, 108],
    ['refuseReturn', { hasComment: false }, 109],
    ['refuseRefund', { hasComment: false }, 109],
    ['refuseRefund', { images: 0 }, 110],
    ['refuseReturn', { images: 0 }, undefined],
    ['refuseReturn', { lines: 2 }, 111],
    ['refuseRefund', { lines: 2 }, 111],
    ['refuseRefund', {}, undefined],
    ['agreeReturn', { lines: 9, hasReason: false, hasComment: false, images: 0 }, undefined],
  ] as const)('%s with %j is refused with %s', (action, change, code) => {
    expect(whyNotAsked({ ...whole, ...change, action })?.code).toBe(code);
  });
});

describe('what an action makes of a unit', () => {
  const line = (status: ReverseStatus, reverse: Partial<ReverseOrder> = {}) =>
    ({ status, reverse: { requestType: 'RETURN', returnTo: 'RTM', ...reverse } }) as ReverseLine;
  const allowed = (status: ReverseStatus, reverse?: Partial<ReverseOrder>) =>
    SELLER_ACTIONS.filter((action) => resultOf(action, line(status, reverse)) !== undefined);

  it.each([
    ['REQUEST_INITIATE', ['instantRefund', 'agreeReturn', 'refuseReturn']],
    ['SELLER_AGREE_RETURN', []],
    ['BUYER_RETURN_ITEM', ['confirmDelivery']],
    ['SELLER_RECEIVE_ITEM', ['agreeRefund', 'refuseRefund']],
    ['REFUND_SUCCESS', []],
    ['SELLER_REJECT_RETURN', []],
  ] as const)('on its way back to the merchant and %s: %j', (status, actions) => {
    expect(allowed(status)).toEqual(actions);
  });

  it('is nothing where the platform decides, or nothing comes back', () => {
    expect(allowed('REQUEST_INITIATE', { returnTo: 'RTW' })).toEqual([]);
    expect(allowed('REQUEST_INITIATE', { requestType: 'ONLY_REFUND', returnTo: undefined })).toEqual([]);
    expect(allowed('REQUEST_INITIATE', { requestType: 'CANCEL', returnTo: undefined })).toEqual([]);
  });
});
