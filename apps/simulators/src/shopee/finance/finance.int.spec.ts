import { DEMO_SHOP_ID } from '../shop/shop.js';
import { cents, TestMoney } from './test-money.js';

// Real: the simulator over HTTP, with strict signatures.
describe('money of orders', () => {
  let money: TestMoney;

  beforeAll(async () => {
    money = await TestMoney.start();
  });
  afterAll(() => money.platform.stop());
  beforeEach(() => money.begin('demo', DEMO_SHOP_ID));

  it('of an order is what was recorded in Singapore, with lines as subtotals', async () => {
    await money.stock();
    const orderNumber = await money.order();
    const { order_income, buyer_payment_info } = await money.escrow(orderNumber);
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
    expect((await money.shop.get('payment/get_escrow_detail', { order_sn: '310303NOTHERE1' })).error).toBe(
      'order_not_found',
    );
  });

  it('of many orders comes as an array, by GET and by POST', async () => {
    await money.stock();
    const numbers = [await money.order(1), await money.order(2)];
    const posted = await money.shop.post('payment/get_escrow_detail_batch', { order_sn_list: numbers });
    const got = await money.shop.get('payment/get_escrow_detail_batch', { order_sn_list: numbers.join(',') });
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
    await money.stock();
    const orderNumber = await money.order();
    const { from, to } = await money.last(1);
    const released = async () => {
      const params = { release_time_from: from, release_time_to: to + 60, page_size: 40, page_no: 1 };
      return (await money.shop.get('payment/get_escrow_list', params)).response;
    };
    expect(await released()).toEqual({ escrow_list: [], more: false });
    await money.complete(orderNumber);
    const { order_income } = await money.escrow(orderNumber);
    expect(await released()).toMatchObject({
      escrow_list: [{ order_sn: orderNumber, payout_amount: order_income['escrow_amount'] }],
    });
    const wallet = await money.shop.get('payment/get_wallet_transaction_list', { page_no: 1, page_size: 10 });
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
    const overview = await money.shop.get('payment/get_income_overview');
    expect(overview['total_income']).toEqual({
      pending_amount: 0,
      to_release_amount: 0,
      released_amount: order_income['escrow_amount'],
    });
    const day = new Date(((await money.last(0)).to + 8 * 3600) * 1000).toISOString().slice(0, 10);
    const detail = await money.shop.get('payment/get_income_detail', {
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
    await money.stock();
    await money.complete(await money.order());
    await money.platform.advance('7d');
    await money.use('demo', DEMO_SHOP_ID);
    const wallet = await money.shop.get('payment/get_wallet_transaction_list', {
      page_no: 0,
      page_size: 10,
      money_flow: 'MONEY_OUT',
    });
    expect(wallet.response).toMatchObject({
      transaction_list: [{ transaction_type: 'WITHDRAWAL_CREATED', current_balance: 0 }],
    });
    await money.complete(await money.order());
    await money.platform.advance('7d');
    await money.use('demo', DEMO_SHOP_ID);
    const later = await money.shop.get('payment/get_wallet_transaction_list', { page_no: 1, page_size: 10 });
    expect((later.response['transaction_list'] as { money_flow: string }[]).map((one) => one.money_flow)).toEqual([
      'MONEY_OUT',
      'MONEY_IN',
      'MONEY_OUT',
      'MONEY_IN',
    ]);
  });

  it('is less by a return, before its release in the escrow and afterwards as an adjustment', async () => {
    await money.stock();
    const [early, late] = [await money.order(), await money.order()];
    await money.ship(early);
    await money.advance(early, 'TO_CONFIRM_RECEIVE');
    await money.complete(late);
    const whole = (await money.escrow(late)).order_income;
    for (const orderNumber of [early, late]) {
      const { body, status } = await money.platform.control('POST', `/orders/${orderNumber}/return`, {
        solution: 'REFUND',
      });
      expect([status, body['reason']]).toEqual([200, undefined]);
    }
    await money.platform.advance('3d');
    await money.use('demo', DEMO_SHOP_ID);
    const before = await money.escrow(early);
    expect(before.order_income).toMatchObject({
      seller_return_refund: -30,
      commission_fee: 0,
      total_adjustment_amount: 0,
    });
    expect(before.return_order_sn_list).toHaveLength(1);
    const after = (await money.escrow(late)).order_income;
    expect(after['escrow_amount']).toBe(whole['escrow_amount']);
    expect(after['escrow_amount_after_adjustment']).toBe(before.order_income['escrow_amount']);
    expect(cents(after['total_adjustment_amount']!)).toBe(
      cents(after['escrow_amount_after_adjustment']!) - cents(after['escrow_amount']!),
    );
    const wallet = await money.shop.get('payment/get_wallet_transaction_list', {
      page_no: 1,
      page_size: 10,
      transaction_type: '411',
    });
    expect(wallet.response).toMatchObject({
      transaction_list: [{ order_sn: late, amount: after['total_adjustment_amount'] }],
    });
  });

  it('is nothing of an order that was cancelled', async () => {
    await money.stock();
    const orderNumber = await money.order();
    await money.platform.control('POST', `/orders/${orderNumber}/cancel`, { by: 'system' });
    expect((await money.escrow(orderNumber)).order_income).toMatchObject({ escrow_amount: 0, items: [] });
  });

  it('is changed by the platform where the control door asks, also by fees that nobody has heard of', async () => {
    await money.stock();
    await money.platform.control('POST', '/faults', {
      kind: 'unknown-fee',
      name: 'regional_growth_fee',
      amount: 117,
      count: 1,
    });
    const orderNumber = await money.order();
    expect((await money.platform.control('POST', `/orders/${orderNumber}/adjust`, { amount: '-1.50' })).status).toBe(
      409,
    );
    await money.complete(orderNumber);
    const { order_income } = await money.escrow(orderNumber);
    expect(order_income['regional_growth_fee']).toBe(1.17);
    await money.platform.control('POST', `/orders/${orderNumber}/adjust`, {
      amount: '-1.50',
      reason: 'Weight was wrong',
    });
    expect((await money.escrow(orderNumber)).order_income).toMatchObject({
      total_adjustment_amount: -1.5,
      order_adjustment: [{ amount: -1.5, currency: 'SGD', adjustment_reason: 'Weight was wrong' }],
    });
  });

  it('comes in ways that anyone may read', async () => {
    const { response } = await money.platform.anyone.get('payment/get_payment_method_list');
    expect(response).toEqual(
      expect.arrayContaining([{ region: 'SG', payment_method: expect.arrayContaining(['ShopeePay']) }]),
    );
  });
});
