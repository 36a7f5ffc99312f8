import {
  ConflictError,
  ContractViolationError,
  InvalidRequestError,
  NotFoundError,
  NotSupportedError,
} from '../port/errors.js';
import type { ReturnAction } from '../port/reverse.types.js';
import { createShopeeAdapter } from './adapter.js';
import { access, answerOf, credentials, errorOf, fakeShopee, fixture } from './test-shopee.js';

const window = { since: new Date('2026-09-20T00:00:00Z'), until: new Date('2026-09-21T00:00:00Z') };
const listOf = (page_no: string, from: string, to: string) => ({
  method: 'GET',
  path: '/api/v2/returns/get_return_list',
  subject: 'shop_id=220011001',
  query: {
    page_no,
    page_size: '100',
    update_time_from: String(Date.parse(from) / 1000),
    update_time_to: String(Date.parse(to) / 1000),
  },
});
const detail = (JSON.parse(fixture('returns.get.ok')) as { response: object }).response;
const returnWith = (change: object) => fakeShopee([answerOf({ response: { ...detail, ...change } })]);

describe('listing returns', () => {
  it('asks for those that changed in a window', async () => {
    const { adapter, seen } = fakeShopee(['returns.list.ok']);
    const page = await adapter.returns.list(access, window);
    expect(seen).toEqual([listOf('0', '2026-09-20T00:00:00Z', '2026-09-21T00:00:00Z')]);
    expect(page.nextCursor).toBeNull();
    expect(page.items.map(({ returnId, kind, goesTo, status }) => [returnId, kind, goesTo, status])).toEqual([
      ['260922000000001', 'return', 'seller', 'requested'],
      ['260922000000002', 'refund_only', 'nowhere', 'refund_pending'],
      ['260922000000003', 'return', 'marketplace', 'shipping_back'],
    ]);
    expect(JSON.stringify(page)).not.toMatch(/buyer_one|91234567|\*\*\*/);
  });

  it('goes on with the next fifteen days', async () => {
    const long = { since: new Date('2026-09-01T00:00:00Z'), until: new Date('2026-09-20T00:00:00Z') };
    const { adapter, seen } = fakeShopee(['returns.list.ok', 'returns.list.empty']);
    const { nextCursor } = await adapter.returns.list(access, long);
    expect((await adapter.returns.list(access, { ...long, cursor: nextCursor })).nextCursor).toBeNull();
    expect(seen).toEqual([
      listOf('0', '2026-09-01T00:00:00Z', '2026-09-16T00:00:00Z'),
      listOf('0', '2026-09-16T00:00:00Z', '2026-09-20T00:00:00Z'),
    ]);
  });

  it('reads no second page, which a change may move: it asks for half of the time', async () => {
    const { adapter, seen } = fakeShopee(['returns.list.more', 'returns.list.ok']);
    const { items, nextCursor } = await adapter.returns.list(access, window);
    expect(items).toHaveLength(3);
    expect(nextCursor).not.toBeNull();
    expect(seen).toEqual([
      listOf('0', '2026-09-20T00:00:00Z', '2026-09-21T00:00:00Z'),
      listOf('0', '2026-09-20T00:00:00Z', '2026-09-20T12:00:00Z'),
    ]);
  });

  it('reads page after page of a single moment, until two passes are the same', async () => {
    const moment = { since: new Date('2026-09-20T00:00:00Z'), until: new Date('2026-09-20T00:00:01Z') };
    const pages = ['returns.list.more', 'returns.list.ok'];
    const { adapter, seen } = fakeShopee(['returns.list.more', ...pages, ...pages]);
    expect((await adapter.returns.list(access, moment)).items).toHaveLength(3);
    expect(seen.map(({ query }) => query['page_no'])).toEqual(['0', '0', '1', '0', '1']);
  });

  it('cannot be begun in the middle with a cursor of another list', async () => {
    const { adapter, seen } = fakeShopee([]);
    expect(await errorOf(adapter.returns.list(access, { ...window, cursor: 'x' }))).toBeInstanceOf(InvalidRequestError);
    expect(seen).toEqual([]);
  });

  it('says what Shopee has refused', async () => {
    const { adapter } = fakeShopee(['returns.list.error']);
    expect(await errorOf(adapter.returns.list(access, window))).toBeInstanceOf(InvalidRequestError);
  });
});

describe('a return', () => {
  it('is read by its number, the refund given to its lines to the cent', async () => {
    const { adapter, seen } = fakeShopee(['returns.get.ok']);
    const one = await adapter.returns.get(access, '260922000000001');
    expect(seen).toEqual([
      expect.objectContaining({
        method: 'GET',
        path: '/api/v2/returns/get_return_detail',
        query: { return_sn: '260922000000001' },
      }),
    ]);
    const line = {
      ...{ externalLineId: null, status: 'requested', rawStatus: 'REQUESTED', reason: 'ITEM_DAMAGED' },
      ...{ trackingNumber: null, answerBy: new Date(1_790_262_800_000) },
    };
    expect(one).toEqual({
      returnId: '260922000000001',
      orderNumber: '260921ABCD1234',
      kind: 'return',
      rawKind: '0',
      goesTo: 'seller',
      status: 'requested',
      requestedAt: new Date(1_790_090_000_000),
      updatedAt: new Date(1_790_090_100_000),
      lines: [
        {
          ...line,
          ...{ returnLineId: '3000142341.70001', sellerSku: 'LAMP-B', quantity: 1 },
          refund: { amountMinor: '1000', currency: 'SGD' },
        },
        {
          ...line,
          ...{ returnLineId: '3000142341.0', sellerSku: 'LAMP', quantity: 2 },
          refund: { amountMinor: '2000', currency: 'SGD' },
        },
      ],
    });
  });

  it.each([20.01, 0.01, 0, 29.99])('has lines that add up to what is refunded: %p', async (refund_amount) => {
    const { lines } = await returnWith({ refund_amount }).adapter.returns.get(access, '1');
    const sum = lines.reduce((total, { refund }) => total + BigInt(refund.amountMinor), 0n);
    expect(sum).toBe(BigInt(Math.round(refund_amount * 100)));
  });

  it.each([
    ['REQUESTED', 'requested'],
    ['PROCESSING', 'shipping_back'],
    ['SELLER_DISPUTE', 'disputed'],
    ['JUDGING', 'disputed'],
    ['ACCEPTED', 'refund_pending'],
    ['REFUND_PAID', 'refunded'],
    ['CLOSED', 'refused'],
    ['CANCELLED', 'withdrawn'],
    ['OF_TOMORROW', 'unrecognized'],
  ])('that is %s is %s to us', async (raw, status) => {
    const one = await returnWith({ status: raw }).adapter.returns.get(access, '1');
    expect([one.status, one.lines[0]?.rawStatus]).toEqual([status, raw]);
  });

  it.each([
    [0, 'return'],
    [1, 'refund_only'],
    ['RETURN_REFUND', 'return'],
    ['REFUND', 'refund_only'],
    [7, 'unrecognized'],
    ['constructor', 'unrecognized'],
  ])('whose solution is %p is a %s', async (return_solution, kind) => {
    expect(await returnWith({ return_solution }).adapter.returns.get(access, '1')).toMatchObject({ kind });
  });

  it('is unknown, or not one that we know', async () => {
    const { adapter } = fakeShopee(['returns.get.error']);
    expect(await errorOf(adapter.returns.get(access, '1'))).toBeInstanceOf(NotFoundError);
    const odd = returnWith({ create_time: 0 });
    expect(await errorOf(odd.adapter.returns.get(access, '1'))).toBeInstanceOf(ContractViolationError);
  });
});

describe('reasons to refuse a return', () => {
  it('are those of this return', async () => {
    const { adapter, seen } = fakeShopee(['returns.refusal-reasons.ok']);
    const lines = { returnId: '260922000000001', returnLineIds: [] };
    expect(await adapter.returns.refusalReasons(access, lines)).toEqual([
      { reasonId: '2', name: 'I would like to reject the non-receipt claim' },
      { reasonId: '3', name: 'I would like to reject the return request' },
    ]);
    expect(seen[0]).toMatchObject({
      method: 'GET',
      path: '/api/v2/returns/get_return_dispute_reason',
      query: { return_sn: '260922000000001' },
    });
  });

  it('are not to be had when it is decided', async () => {
    const { adapter } = fakeShopee(['returns.refusal-reasons.error']);
    const lines = { returnId: '1', returnLineIds: [] };
    expect(await errorOf(adapter.returns.refusalReasons(access, lines))).toBeInstanceOf(ConflictError);
  });
});

describe('deciding a return', () => {
  const decision = (action: ReturnAction, more: object = {}) =>
    ({ returnId: '260922000000001', returnLineIds: ['1.0'], kind: 'return', action, ...more }) as const;

  it.each<ReturnAction>(['refund', 'refund_without_return'])('grants it: %s', async (action) => {
    const { adapter, seen } = fakeShopee(['returns.decide.ok']);
    expect(await adapter.returns.decide(access, decision(action))).toBeUndefined();
    expect(seen).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/api/v2/returns/confirm',
        subject: 'shop_id=220011001',
        body: { return_sn: '260922000000001' },
      }),
    ]);
  });

  it.each<ReturnAction>(['refuse_return', 'refuse_refund', 'dispute'])('disputes it: %s', async (action) => {
    const { adapter, seen } = fakeShopee(['returns.decide.ok']);
    const images = ['https://pictures.example/1.jpg'];
    await adapter.returns.decide(access, decision(action, { reasonId: '3', comment: 'It was used.', images }));
    expect(seen).toEqual([
      expect.objectContaining({
        path: '/api/v2/returns/dispute',
        body: {
          return_sn: '260922000000001',
          email: 'returns@pinglu.example',
          dispute_reason_id: 3,
          dispute_text_reason: 'It was used.',
          image_list: [{ module_index: 0, requirement: '', image_url: images }],
        },
      }),
    ]);
  });

  it('disputes it with no more than is there', async () => {
    const { adapter, seen } = fakeShopee(['returns.decide.ok']);
    await adapter.returns.decide(access, decision('dispute', { reasonId: '3' }));
    expect(Object.keys(seen[0]?.body as object).sort()).toEqual(['dispute_reason_id', 'email', 'return_sn']);
  });

  it.each<[string, ReturnAction, object, unknown]>([
    ['nobody says why', 'refuse_return', {}, InvalidRequestError],
    ['the reason is no number', 'dispute', { reasonId: 'x' }, InvalidRequestError],
    ['it is no step on Shopee', 'accept_return', {}, NotSupportedError],
    ['it is none either', 'confirm_receipt', {}, NotSupportedError],
  ])('sends nothing when %s', async (_, action, more, kind) => {
    const { adapter, seen } = fakeShopee([]);
    expect(await errorOf(adapter.returns.decide(access, decision(action, more)))).toBeInstanceOf(kind);
    expect(seen).toEqual([]);
  });

  it('cannot dispute where nobody is named whom Shopee can ask', async () => {
    const { contactEmail: _, ...anonymous } = credentials;
    const adapter = createShopeeAdapter({ credentials: anonymous });
    const error = await errorOf(adapter.returns.decide(access, decision('dispute', { reasonId: '3' })));
    expect(error).toBeInstanceOf(NotSupportedError);
  });

  it('comes too late when it was decided', async () => {
    const { adapter } = fakeShopee(['returns.decide.error']);
    expect(await errorOf(adapter.returns.decide(access, decision('refund')))).toBeInstanceOf(ConflictError);
  });
});
