import { LOCAL_SELLER_ID } from '../seller/seller.js';
import { startTestShop } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;
type Row = Record<string, unknown>;

// Real: the simulator over HTTP.
describe('returns', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect();
    await shop.create('RETURN-1', '50', '1250.50');
  });
  afterEach(() => shop.stop());

  const delivered = async (quantity = 1): Promise<string> => {
    const orderId = await shop.order('RETURN-1', quantity);
    await shop.deliver(orderId);
    return orderId;
  };
  const list = async (filter: Row = {}) => {
    const answer = await shop.get('/reverse/getreverseordersforseller', { page_no: 1, page_size: 10, ...filter });
    return answer['result'] as { total: number; items: (Row & { reverse_order_lines: Row[] })[] };
  };
  const open = async (body: Row = {}, quantity = 1) => {
    const orderId = await delivered(quantity);
    await shop.control('POST', `/orders/${orderId}/return`, { until: 'opened', ...body });
    const [reverse] = (await list({ trade_order_id: orderId })).items;
    return {
      orderId,
      id: reverse!['reverse_order_id'] as number,
      lines: reverse!.reverse_order_lines.map((line) => line['reverse_order_line_id'] as number),
    };
  };
  const update = (reverse: { id: number; lines: number[] }, action: string, change: Row = {}) =>
    shop.get('/order/reverse/return/update', {
      action,
      reverse_order_id: reverse.id,
      reverse_order_item_ids: JSON.stringify(reverse.lines),
      ...change,
    });
  const advance = (reverse: { id: number }, to: string, change: Row = {}) =>
    shop.control('POST', `/reverse-orders/${reverse.id}/advance`, { to, ...change });
  const linesOf = async (reverse: { id: number }): Promise<Row[]> => {
    const { data } = await shop.get('/order/reverse/return/detail/list', { reverse_order_id: reverse.id });
    return (data as { reverseOrderLineDTOList: Row[] }).reverseOrderLineDTOList;
  };
  const statusOf = async (reverse: { id: number }) => (await linesOf(reverse))[0]!['reverse_status'];
  const refunds = async (orderId: string) => {
    const { data } = await shop.get('/finance/transaction/details/get', {
      start_time: new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10),
      end_time: new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10),
      trade_order_id: orderId,
    });
    return (data as Row[])
      .filter((row) => String(row['transaction_type']).startsWith('Refunds-'))
      .map((row) => [row['fee_name'], row['amount']]);
  };
  const REFUND = [
    ['Reversal Item Price', '-1,250.50'],
    ['Reversal Commission', '66.90'],
  ];

  it('to the merchant: agreed, sent, received, refunded', async () => {
    const reverse = await open();
    const [line] = await linesOf(reverse);
    expect(line).toMatchObject({
      reverse_status: 'REQUEST_INITIATE',
      refund_amount: 125_050,
      item_unit_price: 125_050,
      seller_sku_id: 'RETURN-1',
      is_dispute: false,
      tracking_number: '',
      reason_text: 'Defective',
      return_order_line_gmt_create: expect.any(Number),
    });
    expect(String(line!['return_order_line_gmt_create'])).toHaveLength(10);
    expect(await update(reverse, 'agreeRefund')).toMatchObject({ code: '114' });
    expect(await update(reverse, 'agreeReturn')).toMatchObject({
      code: '0',
      data: { reverse_order_id: reverse.id, total_refund: '125050' },
    });
    expect(await update(reverse, 'confirmDelivery')).toMatchObject({ code: '114' });
    expect((await advance(reverse, 'shipped')).status).toBe(200);
    await advance(reverse, 'arrived');
    expect((await linesOf(reverse))[0]).toMatchObject({
      reverse_status: 'BUYER_RETURN_ITEM',
      ofc_status: 'RETURN_RTM_DELIVERED',
      tracking_number: expect.stringMatching(/^RT\d+$/),
      whqc_decision: 'return_to_merchant',
    });
    await update(reverse, 'confirmDelivery');
    expect(await refunds(reverse.orderId)).toEqual([]);
    expect(await update(reverse, 'agreeRefund')).toMatchObject({ code: '0' });
    expect(await statusOf(reverse)).toBe('REFUND_SUCCESS');
    expect(await shop.items(reverse.orderId)).toMatchObject([
      { status: 'returned', return_status: 'REFUND_SUCCESS', reverse_order_id: reverse.id },
    ]);
    expect(await refunds(reverse.orderId)).toEqual(REFUND);
    expect(await update(reverse, 'agreeRefund')).toMatchObject({ code: '114' });
    const { body } = await shop.control('GET', '/report');
    expect(body['reactionsMs']).toMatchObject({ 'return asked → answered': { count: 1 } });
  });

  it('can be refunded at once, without goods', async () => {
    const reverse = await open({}, 2);
    expect(await update(reverse, 'instantRefund')).toMatchObject({ data: { total_refund: '250100' } });
    expect((await shop.items(reverse.orderId)).map((item) => item.status)).toEqual(['returned', 'returned']);
    expect(await refunds(reverse.orderId)).toEqual([...REFUND, ...REFUND]);
  });

  it('can be refused with a reason, a comment, pictures, one unit at a time; and disputed', async () => {
    const reverse = await open({}, 2);
    const [first] = reverse.lines;
    const reasons = await shop.get('/order/reverse/reason/list', { reverse_order_line_id: first });
    const [reason] = reasons.data as Row[];
    const whole = { reason_id: reason!['reason_id'], comment: 'It was worn.' };
    expect(await update(reverse, 'refuseReturn')).toMatchObject({ code: '108' });
    expect(await update(reverse, 'refuseReturn', { reason_id: '7', comment: 'x' })).toMatchObject({ code: '108' });
    expect(await update(reverse, 'refuseReturn', { reason_id: whole.reason_id })).toMatchObject({ code: '109' });
    expect(await update(reverse, 'refuseReturn', whole)).toMatchObject({ code: '111' });
    const one = { ...reverse, lines: [first!] };
    expect(await update(one, 'refuseReturn', whole)).toMatchObject({ code: '0' });
    expect((await linesOf(reverse)).map((line) => line['reverse_status'])).toEqual([
      'SELLER_REJECT_RETURN',
      'REQUEST_INITIATE',
    ]);
    const { data } = await shop.get('/order/reverse/return/history/list', { reverse_order_line_id: first });
    expect(data).toMatchObject({
      list: [
        { operator: 'seller', text: 'It was worn.', picture: [] },
        { operator: 'buyer', text: 'Defective' },
      ],
      page_info: { total: 2, page_size: 10, current_page_number: 1 },
    });
  });

  it('can be refused once the goods are there, with pictures; a dispute decides', async () => {
    const reverse = await open();
    await update(reverse, 'agreeReturn');
    await advance(reverse, 'shipped');
    await update(reverse, 'confirmDelivery');
    const { data } = await shop.get('/order/reverse/reason/list', { reverse_order_line_id: reverse.lines[0] });
    const said = { reason_id: (data as Row[])[0]!['reason_id'], comment: 'Another shirt came back.' };
    expect(await update(reverse, 'refuseRefund', said)).toMatchObject({ code: '110' });
    const image_info = JSON.stringify([{ name: 'a', url: 'https://cdn.example/a.jpg' }]);
    expect(await update(reverse, 'refuseRefund', { ...said, image_info })).toMatchObject({ code: '0' });
    expect((await advance(reverse, 'refunded')).status).toBe(409);
    await advance(reverse, 'disputed');
    expect((await list({ dispute_in_progress: 'true' })).total).toBe(1);
    await advance(reverse, 'refunded');
    expect(await statusOf(reverse)).toBe('REFUND_SUCCESS');
    expect(await refunds(reverse.orderId)).toEqual(REFUND);
  });

  it('to a warehouse of the platform go without the seller', async () => {
    const reverse = await open({ returnTo: 'RTW' });
    expect(await update(reverse, 'agreeReturn')).toMatchObject({ code: '114' });
    await advance(reverse, 'shipped');
    await advance(reverse, 'arrived', { qcDecision: 'scrap' });
    expect((await linesOf(reverse))[0]).toMatchObject({ reverse_status: 'REFUND_PENDING', whqc_decision: 'scrap' });
    await advance(reverse, 'refunded');
    expect(await refunds(reverse.orderId)).toEqual(REFUND);
    const rejected = await open({ returnTo: 'RTW' });
    await advance(rejected, 'shipped');
    await advance(rejected, 'rejected');
    expect([await statusOf(rejected), await refunds(rejected.orderId)]).toEqual(['REQUEST_REJECT', []]);
  });

  it('can be withdrawn, and asked for again', async () => {
    const reverse = await open();
    await advance(reverse, 'withdrawn');
    expect(await statusOf(reverse)).toBe('REQUEST_CANCEL');
    expect((await advance(reverse, 'shipped')).status).toBe(409);
    expect((await shop.control('POST', `/orders/${reverse.orderId}/return`, { until: 'opened' })).status).toBe(200);
    expect((await shop.control('POST', `/orders/${reverse.orderId}/return`, { until: 'opened' })).status).toBe(409);
    expect((await list({ trade_order_id: reverse.orderId })).total).toBe(2);
  });

  describe('of money only', () => {
    const decide = (reverse: { id: number; lines: number[] }, action: string, change: Row = {}) =>
      shop.get('/order/reverse/onlyrefund/seller/decide', {
        action,
        reverse_order_id: reverse.id,
        reverse_order_item_ids: JSON.stringify(reverse.lines),
        ...change,
      });

    it('are agreed to one by one', async () => {
      const reverse = await open({ returnTo: 'none' }, 2);
      expect(await decide(reverse, 'agreeRefund')).toMatchObject({ code: '133' });
      expect(await decide({ ...reverse, lines: [reverse.lines[1]!] }, 'agreeRefund')).toMatchObject({ code: '0' });
      expect((await linesOf(reverse)).map((line) => line['reverse_status'])).toEqual([
        'REQUEST_INITIATE',
        'REFUND_SUCCESS',
      ]);
      expect(await refunds(reverse.orderId)).toEqual(REFUND);
      // Nothing came back: the buyer keeps it.
      expect((await shop.items(reverse.orderId)).map((item) => item.status)).toEqual(['delivered', 'delivered']);
    });

    it('are disputed with a comment and pictures', async () => {
      const reverse = await open({ returnTo: 'none' });
      const image_info_list = JSON.stringify([{ file_name: 'a', file_url: 'https://cdn.example/a.jpg' }]);
      expect(await decide(reverse, 'startDispute')).toMatchObject({ code: '109' });
      expect(await decide(reverse, 'startDispute', { comment: 'No.' })).toMatchObject({ code: '110' });
      expect(await decide(reverse, 'startDispute', { comment: 'No.', image_info_list })).toMatchObject({ code: '0' });
      expect(await decide(reverse, 'agreeRefund')).toMatchObject({ code: '114' });
      await advance(reverse, 'rejected');
      expect([await statusOf(reverse), await refunds(reverse.orderId)]).toEqual(['REQUEST_REJECT', []]);
      expect(await decide(reverse, 'burn')).toMatchObject({ code: '107' });
    });
  });

  it('are listed by page and by every condition, cancellations among them', async () => {
    const before = Date.now() - 1;
    const rtm = await open();
    const rtw = await open({ returnTo: 'RTW' });
    const refund = await open({ returnTo: 'none' });
    const cancelled = await shop.order('RETURN-1');
    await shop.control('POST', `/orders/${cancelled}/cancel`);
    await advance(rtw, 'shipped');
    await advance(rtw, 'arrived', { qcDecision: 'scrap' });
    const idsBy = async (filter: Row) => (await list(filter)).items.map((one) => one['reverse_order_id']);
    const all = await idsBy({});
    expect(all).toHaveLength(4);
    expect(all.slice(1)).toEqual([refund.id, rtw.id, rtm.id]);
    const cancelId = all[0];
    const cases: [Row, unknown[]][] = [
      [{ request_type_list: '["CANCEL"]' }, [cancelId]],
      [{ request_type_list: '["RETURN","ONLY_REFUND"]' }, [refund.id, rtw.id, rtm.id]],
      [{ return_to_type: 'RTM' }, [rtm.id]],
      [{ return_to_type: 'RTW' }, [rtw.id]],
      [{ reverse_status_list: '["CANCEL_SUCCESS","REFUND_PENDING"]' }, [cancelId, rtw.id]],
      [{ ofc_status_list: "['RETURN_DELIVERED']" }, [rtw.id]],
      [{ QC_Decision: 'scrap' }, [rtw.id]],
      [{ reverse_order_id: rtm.id }, [rtm.id]],
      [{ trade_order_id: refund.orderId }, [refund.id]],
      [{ dispute_in_progress: 'true' }, []],
      [{ ReverseOrderLineTimeRangeStart: before }, all],
      [{ ReverseOrderLineTimeRangeEnd: before }, []],
      [{ ReverseOrderLineModifiedTimeRangeEnd: before }, []],
      [{ TradeOrderLineCreatedTimeRangeStart: before }, all],
      [{ TradeOrderLineCreatedTimeRangeEnd: before }, []],
      [{ page_size: 3, page_no: 2 }, [rtm.id]],
    ];
    for (const [filter, expected] of cases) expect([filter, await idsBy(filter)]).toEqual([filter, expected]);
    expect((await list({ page_size: 3, page_no: 2 })).total).toBe(4);
    const missing = await shop.get('/reverse/getreverseordersforseller', { page_no: 1 });
    expect(missing).toMatchObject({ code: 'MissingParameter' });
    await shop.connect('local');
    expect(await idsBy({})).toEqual([]);
    expect(await shop.get('/order/reverse/return/detail/list', { reverse_order_id: rtm.id })).toMatchObject({
      code: '106',
    });
  });

  it('show amounts in whole units where the currency has no smaller ones', async () => {
    const vietnam = await startTestShop({}, 'vn');
    try {
      await vietnam.connect('six');
      await vietnam.create('VN-1', '5', '125000');
      const { body } = await vietnam.control('POST', '/orders', {
        orders: [{ shop: '100200404', lines: [{ sellerSku: 'VN-1', quantity: 1 }] }],
      });
      const [order] = body['placed'] as { orderNumber: string }[];
      await vietnam.deliver(order!.orderNumber);
      await vietnam.control('POST', `/orders/${order!.orderNumber}/return`, { until: 'opened' });
      const answer = await vietnam.get('/reverse/getreverseordersforseller', { page_no: 1, page_size: 10 });
      expect(answer['result']).toMatchObject({ items: [{ reverse_order_lines: [{ refund_amount: 125_000 }] }] });
    } finally {
      await vietnam.stop();
    }
  });

  it('are not for goods that have not arrived', async () => {
    const { body } = await shop.control('POST', '/orders', {
      orders: [{ shop: LOCAL_SELLER_ID, lines: [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 1 }] }],
    });
    const [order] = body['placed'] as { orderNumber: string }[];
    expect((await shop.control('POST', `/orders/${order!.orderNumber}/return`)).status).toBe(409);
    expect((await shop.control('GET', '/reverse-orders/7')).status).toBe(404);
  });
});
