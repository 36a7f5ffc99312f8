import { DEMO_SHOP_ID } from '../shop/shop.js';
import { lamp, startTestPlatform, uploadPicture, type Caller, type TestPlatform } from '../test-seller.js';

const CROSS_BORDER_SHOP = 220_012_001;
const MONDAY = '2031-03-03T02:00:00Z';

// Real: the simulator over HTTP, with strict signatures.
describe('money', () => {
  let platform: TestPlatform;
  let shop: Caller;
  let shopId: number;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    await platform.control('POST', '/reset', {});
    await platform.control('POST', '/clock', { now: MONDAY });
    await use('demo', DEMO_SHOP_ID);
  });

  const use = async (account: string, id: number): Promise<void> => {
    shopId = id;
    shop = await platform.shop(account, id);
  };
  const stock = async (): Promise<void> => {
    const { error } = await shop.post('product/add_item', lamp(await uploadPicture(shop), { original_price: 15 }));
    expect(error).toBe('');
  };
  const order = async (quantity = 2): Promise<string> => {
    const { body } = await platform.control('POST', '/orders', {
      orders: [{ shop: String(shopId), lines: [{ sellerSku: 'LAMP', quantity }] }],
    });
    return (body['placed'] as { orderNumber: string }[])[0]!.orderNumber;
  };
  const advance = async (orderNumber: string, to: string): Promise<void> => {
    const { status, body } = await platform.control('POST', `/orders/${orderNumber}/advance`, { to });
    expect([status, body['reason']]).toEqual([200, undefined]);
  };
  const ship = async (orderNumber: string): Promise<void> => {
    const { error, message } = await shop.post('logistics/ship_order', { order_sn: orderNumber, dropoff: {} });
    expect([error, message]).toEqual(['', '']);
  };
  const complete = async (orderNumber: string): Promise<void> => {
    await ship(orderNumber);
    await advance(orderNumber, 'COMPLETED');
  };
  const escrow = async (orderNumber: string) => {
    const { response } = await shop.get('payment/get_escrow_detail', { order_sn: orderNumber });
    return response as {
      order_income: Record<string, number>;
      buyer_payment_info: Record<string, unknown>;
      return_order_sn_list: string[];
    };
  };
  const now = async (): Promise<number> => {
    const { body } = await platform.control('GET', '/clock');
    return Math.floor(Date.parse(String(body['now'])) / 1000);
  };
  const last = async (days: number) => ({ from: (await now()) - days * 86_400, to: await now() });
  const cents = (amount: number): number => Math.round(amount * 100);

  it('of an order is what was recorded in Singapore, with lines as subtotals', async () => {
    await stock();
    const orderNumber = await order();
    const { order_income, buyer_payment_info } = await escrow(orderNumber);
    expect(order_income).toMatchObject({
      escrow_amount: 30.7,
      escrow_amount_after_adjustment: 30.7,
      buyer_total_amount: 31.99,
      commission_fee: 0.65,
      seller_transaction_fee: 0.64,
      actual_shipping_fee: 0,
      items: [{ quantity_purchased: 2, original_price: 30, discounted_price: 30, activity_type: '' }],
    });
    expect(buyer_payment_info).toMatchObject({ buyer_total_amount: 31.99, merchant_subtotal: 30, shipping_fee: 1.99 });
    expect((await shop.get('payment/get_escrow_detail', { order_sn: '310303NOTHERE1' })).error).toBe('order_not_found');
  });

  it('of many orders comes as an array, by GET and by POST', async () => {
    await stock();
    const numbers = [await order(1), await order(2)];
    const posted = await shop.post('payment/get_escrow_detail_batch', { order_sn_list: numbers });
    const got = await shop.get('payment/get_escrow_detail_batch', { order_sn_list: numbers.join(',') });
    for (const { response } of [posted, got]) {
      const rows = response as unknown as {
        escrow_detail: { order_sn: string; order_income: { escrow_amount: number } };
      }[];
      expect(rows.map((one) => [one.escrow_detail.order_sn, one.escrow_detail.order_income.escrow_amount])).toEqual([
        [numbers[0], 16.32],
        [numbers[1], 30.7],
      ]);
    }
  });

  it('is released when the order is completed, and then is in the wallet', async () => {
    await stock();
    const orderNumber = await order();
    const { from, to } = await last(1);
    const released = async () => {
      const params = { release_time_from: from, release_time_to: to + 60, page_size: 40, page_no: 1 };
      return (await shop.get('payment/get_escrow_list', params)).response;
    };
    expect(await released()).toEqual({ escrow_list: [], more: false });
    await complete(orderNumber);
    const { order_income } = await escrow(orderNumber);
    expect(await released()).toMatchObject({
      escrow_list: [{ order_sn: orderNumber, payout_amount: order_income['escrow_amount'] }],
    });
    const wallet = await shop.get('payment/get_wallet_transaction_list', { page_no: 1, page_size: 10 });
    expect(wallet.response).toMatchObject({
      transaction_list: [
        {
          transaction_type: 'ESCROW_VERIFIED_ADD',
          order_sn: orderNumber,
          amount: order_income['escrow_amount'],
          current_balance: order_income['escrow_amount'],
          money_flow: 'MONEY_IN',
          transaction_tab_type: 'wallet_order_income',
        },
      ],
      more: false,
    });
    const overview = await shop.get('payment/get_income_overview');
    expect(overview['total_income']).toEqual({
      pending_amount: 0,
      to_release_amount: 0,
      released_amount: order_income['escrow_amount'],
    });
    const day = new Date(((await now()) + 8 * 3600) * 1000).toISOString().slice(0, 10);
    const detail = await shop.get('payment/get_income_detail', {
      date_from: day,
      date_to: day,
      income_status: 1,
      page_size: 10,
      cursor: '',
    });
    expect(detail['income_detail_list']).toMatchObject({
      income_detail_list_item: [{ order_sn: orderNumber }],
      next_page: { cursor: '' },
    });
  });

  it('leaves the wallet on Monday for the bank', async () => {
    await stock();
    await complete(await order());
    await platform.advance('7d');
    await use('demo', DEMO_SHOP_ID);
    const wallet = await shop.get('payment/get_wallet_transaction_list', {
      page_no: 0,
      page_size: 10,
      money_flow: 'MONEY_OUT',
    });
    expect(wallet.response).toMatchObject({
      transaction_list: [{ transaction_type: 'WITHDRAWAL_CREATED', current_balance: 0 }],
    });
    await complete(await order());
    await platform.advance('7d');
    await use('demo', DEMO_SHOP_ID);
    const later = await shop.get('payment/get_wallet_transaction_list', { page_no: 1, page_size: 10 });
    expect((later.response['transaction_list'] as { money_flow: string }[]).map((one) => one.money_flow)).toEqual([
      'MONEY_OUT',
      'MONEY_IN',
      'MONEY_OUT',
      'MONEY_IN',
    ]);
  });

  it('is less by a return, before its release in the escrow and afterwards as an adjustment', async () => {
    await stock();
    const [early, late] = [await order(), await order()];
    await ship(early);
    await advance(early, 'TO_CONFIRM_RECEIVE');
    await complete(late);
    const whole = (await escrow(late)).order_income;
    for (const orderNumber of [early, late]) {
      const { body, status } = await platform.control('POST', `/orders/${orderNumber}/return`, { solution: 'REFUND' });
      expect([status, body['reason']]).toEqual([200, undefined]);
    }
    await platform.advance('3d');
    await use('demo', DEMO_SHOP_ID);
    const before = await escrow(early);
    expect(before.order_income).toMatchObject({
      seller_return_refund: -30,
      commission_fee: 0,
      total_adjustment_amount: 0,
    });
    expect(before.return_order_sn_list).toHaveLength(1);
    const after = (await escrow(late)).order_income;
    expect(after['escrow_amount']).toBe(whole['escrow_amount']);
    expect(after['escrow_amount_after_adjustment']).toBe(before.order_income['escrow_amount']);
    expect(cents(after['total_adjustment_amount']!)).toBe(
      cents(after['escrow_amount_after_adjustment']!) - cents(after['escrow_amount']!),
    );
    const wallet = await shop.get('payment/get_wallet_transaction_list', {
      page_no: 1,
      page_size: 10,
      transaction_type: '411',
    });
    expect(wallet.response).toMatchObject({
      transaction_list: [{ order_sn: late, amount: after['total_adjustment_amount'] }],
    });
  });

  it('is nothing of an order that was cancelled', async () => {
    await stock();
    const orderNumber = await order();
    await platform.control('POST', `/orders/${orderNumber}/cancel`, { by: 'system' });
    expect((await escrow(orderNumber)).order_income).toMatchObject({ escrow_amount: 0, items: [] });
  });

  it('is changed by the platform where the control door asks, also by fees that nobody has heard of', async () => {
    await stock();
    await platform.control('POST', '/faults', {
      kind: 'unknown-fee',
      name: 'regional_growth_fee',
      amount: 117,
      count: 1,
    });
    const orderNumber = await order();
    expect((await platform.control('POST', `/orders/${orderNumber}/adjust`, { amount: '-1.50' })).status).toBe(409);
    await complete(orderNumber);
    const { order_income } = await escrow(orderNumber);
    expect(order_income['regional_growth_fee']).toBe(1.17);
    await platform.control('POST', `/orders/${orderNumber}/adjust`, { amount: '-1.50', reason: 'Weight was wrong' });
    expect((await escrow(orderNumber)).order_income).toMatchObject({
      total_adjustment_amount: -1.5,
      order_adjustment: [{ amount: -1.5, currency: 'SGD', adjustment_reason: 'Weight was wrong' }],
    });
  });

  it('of a cross-border shop is paid out after the week, in the currency of the merchant', async () => {
    await use('six', CROSS_BORDER_SHOP);
    await stock();
    const numbers = [await order(1), await order(2)];
    for (const orderNumber of numbers) await complete(orderNumber);
    expect((await shop.get('payment/get_wallet_transaction_list', { page_no: 1, page_size: 10 })).error).toBe(
      'error_permission',
    );
    const billing = (body: Record<string, unknown>) =>
      shop.post('payment/get_billing_transaction_info', { page_size: 1, cursor: '', ...body });
    const waiting = await billing({ billing_transaction_info_type: 1 });
    expect(waiting.response).toMatchObject({
      transactions: [{ order_sn: numbers[0], billing_transaction_type: 'ESCROW' }],
      more: true,
    });
    const next = await billing({ billing_transaction_info_type: 1, cursor: waiting.response['next_cursor'] });
    expect(next.response).toMatchObject({ transactions: [{ order_sn: numbers[1] }], more: false, next_cursor: '' });
    const held = await shop.get('payment/get_income_overview', { income_status: 0 });
    await platform.advance('10d');
    await use('six', CROSS_BORDER_SHOP);
    const { from, to } = await last(5);
    const info = await shop.get('payment/get_payout_info', {
      payout_time_from: from,
      payout_time_to: to,
      page_size: 10,
      cursor: '',
    });
    const [payout] = info.response['payout_list'] as Record<string, number & string>[];
    expect(payout).toMatchObject({ from_currency: 'SGD', payout_currency: 'CNY', exchange_rate: '5.364807' });
    expect(payout!['from_amount']).toBe((held['total_income'] as Record<string, number>)['to_release_amount']);
    expect(cents(payout!['payout_amount']!)).toBe(Math.round(cents(payout!['from_amount']!) * 5.364807));
    const detail = await shop.get('payment/get_payout_detail', {
      payout_time_from: from,
      payout_time_to: to,
      page_size: 10,
      page_no: 1,
    });
    const [row] = detail.response['payout_list'] as { escrow_list: { escrow_amount: number }[] }[];
    const sum = row!.escrow_list.reduce((total, one) => total + cents(one.escrow_amount), 0);
    expect(sum).toBe(cents(payout!['from_amount']!));
    const paid = await billing({
      billing_transaction_info_type: 2,
      encrypted_payout_ids: [payout!['encrypted_payout_id']],
    });
    expect(paid.response).toMatchObject({ transactions: [{ billing_transaction_status: 'RELEASED' }], more: true });
  });

  it('of a local shop is not paid out by the platform', async () => {
    const { from, to } = await last(5);
    const answer = await shop.get('payment/get_payout_info', {
      payout_time_from: from,
      payout_time_to: to,
      page_size: 10,
    });
    expect(answer.error).toBe('error_permission');
  });

  it('is summed up in a file that takes a while to be made', async () => {
    await stock();
    const orderNumber = await order();
    await complete(orderNumber);
    const { from, to } = await last(1);
    const made = await shop.get('payment/generate_income_report', {
      release_time_from: from,
      release_time_to: to + 60,
    });
    const report = async () =>
      (await shop.get('payment/get_income_report', { income_report_id: made.response['id'] })).response;
    expect(await report()).toMatchObject({ status: 1, file_link: '' });
    const ready = await report();
    expect(ready).toMatchObject({ status: 2 });
    const file = await fetch(String(ready['file_link']));
    const { order_income } = await escrow(orderNumber);
    expect(await file.text()).toContain(
      `${orderNumber},2031-03-03,SGD,30,0,0.65,0.64,${order_income['escrow_amount']}\r\n`,
    );
    expect(await report()).toMatchObject({ status: 3 });
  });

  it('has statements of whole weeks and months', async () => {
    const week = {
      release_time_from: Date.parse('2031-02-23T16:00:00Z') / 1000,
      release_time_to: Date.parse('2031-03-02T15:59:59Z') / 1000,
    };
    const statement = (change: Record<string, unknown>) =>
      shop.get('payment/generate_income_statement', { ...week, statement_type: 1, ...change });
    expect((await statement({ release_time_from: week.release_time_from + 1 })).error).toBe('error_param');
    const made = await statement({});
    const read = () => shop.get('payment/get_income_statement', { income_statement_id: made.response['id'] });
    await read();
    const file = await fetch(String((await read()).response['file_link']));
    expect([file.headers.get('content-type'), (await file.text()).slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
  });

  it('comes in ways that anyone may read', async () => {
    const { response } = await platform.anyone.get('payment/get_payment_method_list');
    expect(response).toEqual(
      expect.arrayContaining([{ region: 'SG', payment_method: expect.arrayContaining(['ShopeePay']) }]),
    );
  });
});
