import { SendFailure } from '../http/send.js';
import { ConflictError, InvalidRequestError, NotFoundError, OutcomeUnknownError } from '../port/errors.js';
import { access, answerOf, errorOf, fakeLazada, textOf } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';
const units = { orderNumber: '491253082180001', externalLineIds: ['491253082280001', '491253082280002'] };
const request = { ...units, reasonId: '10000021' };

describe('the reasons for which units can be cancelled', () => {
  it('are asked for by units, whose ids are texts here', async () => {
    const { adapter, seen } = fakeLazada(['cancellations.reasons.ok']);
    expect(await adapter.cancellations.reasons(access, units)).toEqual([
      { reasonId: '10000021', name: 'Out of stock' },
      { reasonId: '10000022', name: 'Wrong price or pricing error' },
    ]);
    expect(seen).toEqual([
      {
        method: 'GET',
        address: `${api}/order/reverse/cancel/validate`,
        params: {
          order_id: '491253082180001',
          order_item_id_list: '["491253082280001","491253082280002"]',
        },
      },
    ]);
  });

  it.each(['cancellations.reasons.too-late', 'cancellations.reasons.none'])(
    'are none when it is too late: %s',
    async (name) => {
      const { adapter } = fakeLazada([name]);
      expect(await adapter.cancellations.reasons(access, units)).toEqual([]);
    },
  );

  it('are none when the tip says that it is too late, whatever is beside it', async () => {
    const data = { tip_type: 'ERROR', reason_options: [{ reason_id: '1', reason_name: 'x' }] };
    const { adapter } = fakeLazada([answerOf({ code: '0', data })]);
    expect(await adapter.cancellations.reasons(access, units)).toEqual([]);
  });

  it('are not made up for an order that the shop does not have', async () => {
    const { adapter } = fakeLazada(['cancellations.reasons.error']);
    const error = await errorOf(adapter.cancellations.reasons(access, units));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.upstreamCode).toBe('122');
  });
});

describe('cancelling', () => {
  it('names units and reason, and takes a warning for a success', async () => {
    const { adapter, seen } = fakeLazada(['cancellations.cancel.ok', 'cancellations.cancel.warning']);
    await expect(adapter.cancellations.cancel(access, request)).resolves.toBeUndefined();
    await expect(adapter.cancellations.cancel(access, request)).resolves.toBeUndefined();
    expect(seen[0]).toEqual({
      method: 'GET',
      address: `${api}/order/reverse/cancel/create`,
      params: {
        order_id: '491253082180001',
        order_item_id_list: '["491253082280001","491253082280002"]',
        reason_id: '10000021',
      },
    });
  });

  it('is refused by its tip even when the code says success, and the tip is kept to itself', async () => {
    const { adapter } = fakeLazada(['cancellations.cancel.too-late']);
    const error = await errorOf(adapter.cancellations.cancel(access, request));
    expect(error).toBeInstanceOf(ConflictError);
    expect(textOf(error)).not.toContain('Somchai');
    expect(error.explanation.zh?.cause).toContain('取消');
  });

  it('is refused for a reason that is none of the order’s', async () => {
    const { adapter } = fakeLazada(['cancellations.cancel.error']);
    expect(await errorOf(adapter.cancellations.cancel(access, request))).toBeInstanceOf(InvalidRequestError);
  });

  it.each([
    ['says nothing', 'cancellations.cancel.silent'],
    ['is empty', answerOf({ code: '0', data: null })],
    ['is lost', new SendFailure('timeout', true, 'ETIMEDOUT')],
    ['is a failure of the system', answerOf({ code: '106', type: 'ISP', message: 'E0106: ROC internal error' })],
  ])('is unknown when the answer %s, and not repeated', async (_case, answer) => {
    const { adapter, seen } = fakeLazada([answer]);
    expect(await errorOf(adapter.cancellations.cancel(access, request))).toBeInstanceOf(OutcomeUnknownError);
    expect(seen).toHaveLength(1);
  });

  it('is not sent for what is no order of Lazada’s', async () => {
    const { adapter, seen } = fakeLazada([]);
    const error = await errorOf(adapter.cancellations.cancel(access, { ...request, externalLineIds: ['SN-1'] }));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(seen).toEqual([]);
  });
});

describe('the answer to a buyer who wants to cancel', () => {
  const answer = { orderNumber: units.orderNumber, requestId: '600100000000001' };

  it('says yes, or no and why', async () => {
    const { adapter, seen } = fakeLazada(['cancellations.answer.ok', 'cancellations.answer.ok']);
    await expect(adapter.cancellations.answer(access, { ...answer, agree: true })).resolves.toBeUndefined();
    await adapter.cancellations.answer(access, { ...answer, agree: false, reasonId: '7' });
    expect(seen).toEqual([
      {
        method: 'GET',
        address: `${api}/order/reverse/cancel/seller/decide`,
        params: { reverse_order_id: '600100000000001', agree_cancel: 'true' },
      },
      {
        method: 'GET',
        address: `${api}/order/reverse/cancel/seller/decide`,
        params: { reverse_order_id: '600100000000001', agree_cancel: 'false', reason_code: '7' },
      },
    ]);
  });

  it('comes too late when it was given, or the time has run out', async () => {
    const { adapter } = fakeLazada(['cancellations.answer.error']);
    const error = await errorOf(adapter.cancellations.answer(access, { ...answer, agree: true }));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error.upstreamCode).toBe('131');
  });
});
