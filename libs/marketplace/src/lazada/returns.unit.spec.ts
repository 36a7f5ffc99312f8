import * as fc from 'fast-check';
import { InvalidRequestError, NotFoundError, NotSupportedError } from '../port/errors.js';
import { WireObject } from '../wire/wire-object.js';
import { fromReturnsResponse, toReturnsRequest } from './returns.js';
import { access, answerOf, errorOf, fakeLazada, fixture } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';
const window = { since: new Date('2026-01-01T00:00:00Z'), until: new Date('2026-01-03T00:00:00Z') };
/** What the clock of the specs says, which is before the end of the window. */
const now = Date.parse('2026-01-02T00:00:00Z');

const firstLine = {
  returnLineId: '600200000000001',
  externalLineId: '491253082280001',
  sellerSku: 'BAG-BLK',
  quantity: 1,
  refund: { amountMinor: '39900', currency: 'THB' },
  status: 'requested',
  rawStatus: 'REQUEST_INITIATE',
  reason: 'The goods are damaged',
  trackingNumber: null,
  answerBy: new Date(1_767_582_000_000),
};

describe('listing returns', () => {
  it('asks for what changed in the window, as far as it has passed', async () => {
    const { adapter, seen } = fakeLazada(['returns.list.ok']);
    await adapter.returns.list(access, window);
    expect(seen).toEqual([
      {
        method: 'GET',
        address: `${api}/reverse/getreverseordersforseller`,
        params: {
          page_no: '1',
          page_size: '50',
          ReverseOrderLineModifiedTimeRangeStart: String(window.since.getTime()),
          ReverseOrderLineModifiedTimeRangeEnd: String(now),
        },
      },
    ]);
  });

  it('answers returns in our words, and nothing about the buyer', async () => {
    const { adapter } = fakeLazada(['returns.list.ok']);
    const page = await adapter.returns.list(access, window);
    expect(page.nextCursor).toBeNull();
    expect(page.items).toEqual([
      {
        returnId: '600100000000001',
        orderNumber: '491253082180001',
        kind: 'return',
        rawKind: 'RETURN',
        goesTo: 'seller',
        status: 'requested',
        lines: [firstLine, expect.objectContaining({ status: 'shipping_back', trackingNumber: 'RT1', answerBy: null })],
        requestedAt: new Date(1_767_409_100_000),
        updatedAt: new Date(1_767_412_900_000),
      },
      expect.objectContaining({ goesTo: 'marketplace', status: 'disputed' }),
      expect.objectContaining({
        kind: 'refund_only',
        goesTo: 'nowhere',
        status: 'unrecognized',
        lines: [expect.objectContaining({ rawStatus: 'MOON_LANDING', refund: { amountMinor: '0', currency: 'THB' } })],
      }),
    ]);
    expect(JSON.stringify(page)).not.toMatch(/Somchai|100900/);
  });

  it.each(['returns.list.nested', 'returns.list.quoted'])('reads the other forms of it: %s', async (name) => {
    const { adapter } = fakeLazada([name]);
    const { items } = await adapter.returns.list(access, window);
    expect(items).toEqual([expect.objectContaining({ returnId: '600100000000001', lines: [firstLine] })]);
  });

  it('reads amounts in cents, and in whole dong where there are none', async () => {
    const vietnam = { ...access, country: 'VN' };
    const { adapter } = fakeLazada(['returns.get.ok']);
    const { lines } = await adapter.returns.get(vietnam, '600100000000001');
    expect(lines[0]?.refund).toEqual({ amountMinor: '39900', currency: 'VND' });
  });

  it('keeps a kind that nobody knows', async () => {
    const { data } = JSON.parse(fixture('returns.get.ok')) as { data: object };
    const { adapter } = fakeLazada([answerOf({ code: '0', data: { ...data, request_type: 'SWAP' } })]);
    expect(await adapter.returns.get(access, '600100000000001')).toMatchObject({
      kind: 'unrecognized',
      rawKind: 'SWAP',
      goesTo: 'seller',
    });
  });

  it('is empty when there is nothing, and not offered to sellers in Ease Mode', async () => {
    const { adapter } = fakeLazada(['returns.list.empty', 'returns.list.error']);
    expect(await adapter.returns.list(access, window)).toEqual({ items: [], nextCursor: null });
    expect(await errorOf(adapter.returns.list(access, window))).toBeInstanceOf(NotSupportedError);
  });

  it('refuses a cursor that is not its own', async () => {
    const { adapter, seen } = fakeLazada([]);
    const error = await errorOf(adapter.returns.list(access, { ...window, cursor: '2.7' }));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(seen).toEqual([]);
  });
});

describe('listing returns page by page', () => {
  const sample = (JSON.parse(fixture('returns.list.ok')) as { result: { items: object[] } }).result.items[0]!;

  /** Lists in whatever order it has; what changes after the end of the window is not in it any more. */
  function readAll(ids: number[], leaving: readonly (readonly number[])[]) {
    const seen = new Set<string>();
    let cursor: string | null = null;
    let listed = ids;
    for (let page = 0; page < 500; page += 1) {
      const query = toReturnsRequest({ ...window, cursor }, new Date(now));
      const size = Number(query.page_size);
      const from = (Number(query.page_no) - 1) * size;
      expect(query.ReverseOrderLineModifiedTimeRangeEnd).toBe(String(now));
      const items = listed.slice(from, from + size).map((id) => ({ ...sample, reverse_order_id: id }));
      const body = WireObject.of({ result: { success: true, total: listed.length, items } }, '', {
        marketplace: 'lazada',
        operation: 'returns.list',
      });
      // Time goes on between pages, and the end of the window stays.
      const context = { country: 'TH', now: new Date(now + page) } as const;
      const answer = fromReturnsResponse(body, { ...window, cursor: cursor ?? null }, context);
      for (const { returnId } of answer.items) seen.add(returnId);
      cursor = answer.nextCursor;
      if (cursor === null) return { seen, left: listed };
      const gone = new Set((leaving[page] ?? []).map((which) => listed[which % Math.max(1, listed.length)]));
      listed = listed.filter((id) => !gone.has(id));
    }
    throw new Error('The list never ended.');
  }

  it('misses none of those that stay, whatever leaves meanwhile', () => {
    const leaving = fc.array(fc.array(fc.nat(), { maxLength: 60 }), { maxLength: 10 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 320 }), leaving, (count, perPage) => {
        const ids = Array.from({ length: count }, (_, index) => 1_000 + index);
        const { seen, left } = readAll(ids, perPage);
        expect(left.filter((id) => !seen.has(String(id)))).toEqual([]);
      }),
    );
  });
});

describe('reading one return', () => {
  it('reads the detail, whose names are others', async () => {
    const { adapter, seen } = fakeLazada(['returns.get.ok']);
    expect(await adapter.returns.get(access, '600100000000001')).toMatchObject({
      returnId: '600100000000001',
      orderNumber: '491253082180001',
      lines: [firstLine],
    });
    expect(seen).toEqual([
      {
        method: 'GET',
        address: `${api}/order/reverse/return/detail/list`,
        params: { reverse_order_id: '600100000000001' },
      },
    ]);
  });

  it.each([['returns.get.error'], [answerOf({ code: '0', data: null })]])(
    'says when the shop has no such return',
    async (answer) => {
      const { adapter } = fakeLazada([answer]);
      expect(await errorOf(adapter.returns.get(access, '1'))).toBeInstanceOf(NotFoundError);
    },
  );
});

describe('the reasons for which lines can be refused', () => {
  const request = { returnId: '600100000000001', returnLineIds: ['600200000000001'] };

  it('are asked for by line, in the language of the shop', async () => {
    const { adapter, seen } = fakeLazada(['returns.refusal-reasons.ok']);
    expect(await adapter.returns.refusalReasons(access, request)).toEqual([
      { reasonId: '10020001', name: 'สินค้าถูกใช้แล้ว' },
      { reasonId: '10020002', name: 'Other goods came back' },
    ]);
    expect(seen).toEqual([
      {
        method: 'GET',
        address: `${api}/order/reverse/reason/list`,
        params: { reverse_order_line_id: '600200000000001' },
      },
    ]);
  });

  it('are those that hold for all of several lines', async () => {
    const { adapter } = fakeLazada(['returns.refusal-reasons.ok', 'returns.refusal-reasons.other-line']);
    const both = { ...request, returnLineIds: ['600200000000001', '600200000000002'] };
    expect((await adapter.returns.refusalReasons(access, both)).map(({ reasonId }) => reasonId)).toEqual(['10020002']);
  });

  it('are not made up', async () => {
    const { adapter } = fakeLazada(['returns.refusal-reasons.error']);
    expect(await errorOf(adapter.returns.refusalReasons(access, request))).toBeInstanceOf(InvalidRequestError);
  });
});
