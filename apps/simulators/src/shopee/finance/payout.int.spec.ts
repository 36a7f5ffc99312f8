import { DEMO_SHOP_ID } from '../shop/shop.js';
import { cents, TestMoney } from './test-money.js';

const CROSS_BORDER_SHOP = 220_012_001;

// Real: the simulator over HTTP, with strict signatures.
describe('money that is paid out and reported', () => {
  let money: TestMoney;

  beforeAll(async () => {
    money = await TestMoney.start();
  });
  afterAll(() => money.platform.stop());
  beforeEach(() => money.begin('demo', DEMO_SHOP_ID));

  it('of a cross-border shop is paid out after the week, in the currency of the merchant', async () => {
    await money.use('six', CROSS_BORDER_SHOP);
    await money.stock();
    const numbers = [await money.order(1), await money.order(2)];
    for (const orderNumber of numbers) await money.complete(orderNumber);
    expect((await money.shop.get('payment/get_wallet_transaction_list', { page_no: 1, page_size: 10 })).error).toBe(
      'error_permission',
    );
    const billing = (body: Record<string, unknown>) =>
      money.shop.post('payment/get_billing_transaction_info', { page_size: 1, cursor: '', ...body });
    const waiting = await billing({ billing_transaction_info_type: 1 });
    expect(waiting.response).toMatchObject({
      transactions: [{ order_sn: numbers[0], billing_transaction_type: 'ESCROW' }],
      more: true,
    });
    const next = await billing({ billing_transaction_info_type: 1, cursor: waiting.response['next_cursor'] });
    expect(next.response).toMatchObject({ transactions: [{ order_sn: numbers[1] }], more: false, next_cursor: '' });
    const held = await money.shop.get('payment/get_income_overview', { income_status: 0 });
    await money.platform.advance('10d');
    await money.use('six', CROSS_BORDER_SHOP);
    const { from, to } = await money.last(5);
    const info = await money.shop.get('payment/get_payout_info', {
      payout_time_from: from,
      payout_time_to: to,
      page_size: 10,
      cursor: '',
    });
    const [payout] = info.response['payout_list'] as Record<string, number & string>[];
    expect(payout).toMatchObject({ from_currency: 'SGD', payout_currency: 'CNY', exchange_rate: '5.364807' });
    expect(payout!['from_amount']).toBe((held['total_income'] as Record<string, number>)['to_release_amount']);
    expect(cents(payout!['payout_amount']!)).toBe(Math.round(cents(payout!['from_amount']!) * 5.364807));
    const detail = await money.shop.get('payment/get_payout_detail', {
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
    const { from, to } = await money.last(5);
    const answer = await money.shop.get('payment/get_payout_info', {
      payout_time_from: from,
      payout_time_to: to,
      page_size: 10,
    });
    expect(answer.error).toBe('error_permission');
  });

  it('is summed up in a file that takes a while to be made', async () => {
    await money.stock();
    const orderNumber = await money.order();
    await money.complete(orderNumber);
    const { from, to } = await money.last(1);
    const made = await money.shop.get('payment/generate_income_report', {
      release_time_from: from,
      release_time_to: to + 60,
    });
    const report = async () =>
      (await money.shop.get('payment/get_income_report', { income_report_id: made.response['id'] })).response;
    expect(await report()).toMatchObject({ status: 1, file_link: '' });
    const ready = await report();
    expect(ready).toMatchObject({ status: 2 });
    const file = await fetch(String(ready['file_link']));
    const { order_income } = await money.escrow(orderNumber);
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
      money.shop.get('payment/generate_income_statement', { ...week, statement_type: 1, ...change });
    expect((await statement({ release_time_from: week.release_time_from + 1 })).error).toBe('error_param');
    const made = await statement({});
    const read = () => money.shop.get('payment/get_income_statement', { income_statement_id: made.response['id'] });
    await read();
    const file = await fetch(String((await read()).response['file_link']));
    expect([file.headers.get('content-type'), (await file.text()).slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
  });
});
