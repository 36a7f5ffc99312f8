import { ConflictError, InvalidRequestError, NotSupportedError, OutcomeUnknownError } from '../port/errors.js';
import type { ReturnAction, ReturnDecision } from '../port/reverse.types.js';
import { toDecisionRequest } from './return-decision.js';
import { access, answerOf, errorOf, fakeLazada } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';
const one = { returnId: '600100000000001', returnLineIds: ['600200000000001'] };
const two = { ...one, returnLineIds: ['600200000000001', '600200000000002'] };
const why = { reasonId: '10020001', comment: 'It is used.', images: ['https://cdn.example/a.jpg'] };
const ids = { reverse_order_id: '600100000000001', reverse_order_item_ids: '[600200000000001]' };

describe('deciding about goods that come back', () => {
  it.each<[ReturnAction, string]>([
    ['accept_return', 'agreeReturn'],
    ['refund', 'agreeRefund'],
    ['refund_without_return', 'instantRefund'],
    ['confirm_receipt', 'confirmDelivery'],
  ])('%s is %s to Lazada, for several lines at once', async (action, word) => {
    const { adapter, seen } = fakeLazada(['returns.decide.ok']);
    await expect(adapter.returns.decide(access, { ...two, kind: 'return', action })).resolves.toBeUndefined();
    expect(seen).toEqual([
      {
        method: 'GET',
        address: `${api}/order/reverse/return/update`,
        params: { action: word, ...ids, reverse_order_item_ids: '[600200000000001,600200000000002]' },
      },
    ]);
  });

  it.each<[ReturnAction, string]>([
    ['refuse_return', 'refuseReturn'],
    ['refuse_refund', 'refuseRefund'],
  ])('%s is %s, with reason, comment and pictures', (action, word) => {
    const { endpoint, params } = toDecisionRequest({ ...one, kind: 'return', action, ...why });
    expect(endpoint.path).toBe('/order/reverse/return/update');
    expect(params).toEqual({
      action: word,
      ...ids,
      reason_id: '10020001',
      comment: 'It is used.',
      image_info: '[{"name":"picture-1","url":"https://cdn.example/a.jpg"}]',
    });
  });
});

describe('deciding about money alone', () => {
  it.each<[ReturnAction]>([['refund'], ['refund_without_return']])('%s agrees to the refund', async (action) => {
    const { adapter, seen } = fakeLazada([answerOf({ code: '0', data: null })]);
    await expect(adapter.returns.decide(access, { ...one, kind: 'refund_only', action })).resolves.toBeUndefined();
    expect(seen).toEqual([
      {
        method: 'GET',
        address: `${api}/order/reverse/onlyrefund/seller/decide`,
        params: { action: 'agreeRefund', ...ids },
      },
    ]);
  });

  it('disputes with comment and pictures', () => {
    const { params } = toDecisionRequest({ ...one, kind: 'refund_only', action: 'dispute', ...why });
    expect(params).toEqual({
      action: 'startDispute',
      ...ids,
      comment: 'It is used.',
      image_info_list: '[{"file_name":"picture-1","file_url":"https://cdn.example/a.jpg"}]',
    });
  });
});

describe('a decision that Lazada would refuse', () => {
  it.each<[string, Partial<ReturnDecision>, string[]]>([
    ['has no reason', { action: 'refuse_return', reasonId: undefined }, ['reasonId']],
    ['has no comment', { action: 'refuse_return', comment: ' ' }, ['comment']],
    ['shows no picture', { action: 'refuse_refund', images: [] }, ['images']],
    ['refuses two lines', { action: 'refuse_return', returnLineIds: two.returnLineIds }, ['returnLineIds']],
    [
      'has nothing at all',
      { action: 'refuse_refund', reasonId: undefined, comment: undefined, images: undefined },
      ['reasonId', 'comment', 'images'],
    ],
    ['names no line', { action: 'accept_return', returnLineIds: [] }, ['returnLineIds']],
    ['disputes without a word', { kind: 'refund_only', action: 'dispute', comment: '' }, ['comment']],
    [
      'refunds two lines at once',
      { kind: 'refund_only', action: 'refund', returnLineIds: two.returnLineIds },
      ['returnLineIds'],
    ],
  ])('is not sent when it %s', async (_case, change, fields) => {
    const { adapter, seen } = fakeLazada([]);
    const decision = { ...one, ...why, kind: 'return', ...change } as ReturnDecision;
    const error = await errorOf(adapter.returns.decide(access, decision));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect((error as InvalidRequestError).fields.map(({ field }) => field)).toEqual(fields);
    expect(seen).toEqual([]);
  });

  it.each<[ReturnDecision['kind'], ReturnAction]>([
    ['return', 'dispute'],
    ['refund_only', 'accept_return'],
    ['refund_only', 'refuse_refund'],
    ['cancellation', 'refund'],
    ['unrecognized', 'refund'],
  ])('is not sent when there is no such step: %s, %s', async (kind, action) => {
    const { adapter, seen } = fakeLazada([]);
    const error = await errorOf(adapter.returns.decide(access, { ...one, ...why, kind, action }));
    expect(error).toBeInstanceOf(NotSupportedError);
    expect(seen).toEqual([]);
  });

  it('is told apart from one whose outcome nobody knows', async () => {
    const { adapter } = fakeLazada(['returns.decide.error', answerOf({ code: '106', type: 'ISP' })]);
    const decision = { ...one, kind: 'return', action: 'accept_return' } as const;
    const refused = await errorOf(adapter.returns.decide(access, decision));
    expect(refused).toBeInstanceOf(ConflictError);
    expect(refused.upstreamCode).toBe('114');
    expect(await errorOf(adapter.returns.decide(access, decision))).toBeInstanceOf(OutcomeUnknownError);
  });
});
