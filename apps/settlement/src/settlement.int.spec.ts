import 'reflect-metadata';
import { topics, type StatementSnapshot } from '@pinglu/contracts';
import { newId, type MerchantId } from '@pinglu/kernel';
import type { BusRecord } from '@pinglu/platform';
import { waitUntil } from '@pinglu/testing';
import { parse } from 'csv-parse/sync';
import { financeFields, payoutFields } from './marketplace.fixture.js';
import { dayIn } from './statement/period.js';
import { TestSettlement, type TestShop } from './test-settlement.js';

const today = dayIn('TH', new Date());
const ORDER = '987654321012345';
const COMMISSION = { fee_type: '16', fee_name: 'Commission', amount: '-64.15' };
const PAYMENT = { fee_type: '3', fee_name: 'Payment Fee', amount: '-38.48' };
const rowsOfOrder = () => [{}, COMMISSION, PAYMENT].map((change) => financeFields(today, change));

describe('settlement', () => {
  let settlement: TestSettlement;
  beforeAll(async () => {
    settlement = await TestSettlement.start();
  });
  afterAll(() => settlement.stop());

  const isClosed = ({ status }: { status: string }) => status === 'closed';
  const accountOf = (shop: TestShop) => settlement.outside.accounts.get(shop.shopId)!;
  const closedStatement = async (): Promise<{ shop: TestShop; statement: StatementSnapshot }> => {
    const shop = await settlement.connectShop();
    accountOf(shop).rows.push(...rowsOfOrder());
    accountOf(shop).payouts.push(payoutFields(today, {}));
    return { shop, statement: await settlement.statementOf<StatementSnapshot>(shop, isClosed) };
  };

  it('opens a statement with its first rows, and closes it when the marketplace names the very sum of them', async () => {
    const seen: BusRecord[] = [];
    const subscription = await settlement.bus.subscribe({
      group: `spec-${newId()}`,
      topics: [topics.statement.name],
      handle: async (records) => {
        seen.push(...records);
      },
    });
    const shop = await settlement.connectShop();
    const account = accountOf(shop);
    account.rows.push(...rowsOfOrder());
    const open = await settlement.statementOf<StatementSnapshot>(shop, ({ lineCount }) => lineCount === 3);
    expect(open).toMatchObject({ status: 'open', total: { amountMinor: '109637', currency: 'THB' }, version: 1 });

    account.payouts.push(payoutFields(today, { payout: '1096.36 THB' }));
    const off = await settlement.statementOf<StatementSnapshot>(shop, ({ payout }) => payout.amountMinor === '109636');
    expect(off.status).toBe('open');

    account.payouts[0] = payoutFields(today, {});
    const closed = await settlement.statementOf<StatementSnapshot>(shop, isClosed);
    expect(closed).toMatchObject({ payout: { amountMinor: '109637' }, version: 3, statementId: open.statementId });
    const told = await waitUntil(
      () => {
        const own = seen.filter(({ key }) => key?.includes(shop.shopId));
        return own.length === 3 && own;
      },
      { what: 'the events of the statement' },
    );
    await subscription.stop();
    expect(told.map(({ headers }) => [headers['ce_type'], headers['ce_sequence']])).toEqual([
      ['com.pinglu.settlement.statement_opened.v1', '1'],
      ['com.pinglu.settlement.statement_opened.v1', '2'],
      ['com.pinglu.settlement.statement_closed.v1', '3'],
    ]);
    expect(JSON.parse(String(told[2]!.value))).toEqual(closed);
  });

  it('shows a closed statement with books that are even, for good, and answers 304 to who has it', async () => {
    const { shop, statement } = await closedStatement();
    const path = `/api/v1/statements/${statement.statementId}`;
    const first = await settlement.get(path, shop.merchantId);
    expect(first.headers['cache-control']).toBe('private, max-age=31536000, immutable');
    const balance = (account: string, debit: string, credit: string) => ({
      account,
      debit: { amountMinor: debit, currency: 'THB' },
      credit: { amountMinor: credit, currency: 'THB' },
    });
    expect(first.data.accounts).toEqual([
      balance('commission', '6415', '0'),
      balance('marketplace_clearing', '119900', '119900'),
      balance('payout_in_transit', '109637', '0'),
      balance('sales', '0', '119900'),
      balance('transaction_fee', '3848', '0'),
    ]);
    const again = await settlement.get(path, shop.merchantId, { 'If-None-Match': String(first.headers['etag']) });
    expect(again.status).toBe(304);
    const others = await settlement.get(path, newId<MerchantId>());
    expect([others.status, others.data.code]).toEqual([404, 'statement-not-found']);
  });

  it('keeps a statement open while a fee is not known, with the fee in suspense', async () => {
    const shop = await settlement.connectShop();
    const unknown = financeFields(today, { fee_type: '9876', fee_name: 'Growth Program Fee', amount: '-1.00' });
    accountOf(shop).rows.push(...rowsOfOrder(), unknown);
    accountOf(shop).payouts.push(payoutFields(today, { payout: '1095.37 THB' }));
    const statement = await settlement.statementOf<StatementSnapshot>(shop, ({ payout }) => payout.amountMinor !== '0');
    expect(statement).toMatchObject({
      status: 'open',
      total: { amountMinor: '109537' },
      payout: { amountMinor: '109537' },
      suspense: { amountMinor: '-100' },
    });
  });

  it('lists lines page by page and as CSV, and both say the same', async () => {
    const shop = await settlement.connectShop();
    const named = { fee_type: '62', fee_name: '=HYPERLINK("http://x")', amount: '-0.05', seller_sku: '' };
    accountOf(shop).rows.push(...rowsOfOrder(), financeFields(today, named));
    const statement = await settlement.statementOf<StatementSnapshot>(shop, ({ lineCount }) => lineCount === 4);
    const path = `/api/v1/statements/${statement.statementId}/lines`;
    const paged: { feeName: string; amount: { amountMinor: string }; orderNumber: string; rowKey: string }[] = [];
    for (let next: string | null = ''; next !== null;) {
      const { data } = await settlement.get(`${path}?limit=3${next && `&cursor=${next}`}`, shop.merchantId);
      paged.push(...data.items);
      next = data.next as string | null;
    }
    const csv = await settlement.get(path, shop.merchantId, { Accept: 'text/csv' });
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    const text = String(csv.data);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const records = parse(text, { columns: true, bom: true, record_delimiter: '\r\n' }) as Record<string, string>[];
    expect(records).toHaveLength(4);
    expect(records.map((record) => record['row_key'])).toEqual(paged.map(({ rowKey }) => rowKey));
    expect(records.map((record) => record['amount']!.replace('.', '').replace(/^-0*/, '-'))).toEqual(
      paged.map(({ amount }) => amount.amountMinor),
    );
    expect(paged.map(({ orderNumber }) => orderNumber)).toEqual([ORDER, ORDER, ORDER, ORDER]);
    const guarded = records.find((record) => record['fee_type'] === '62');
    expect(guarded).toMatchObject({ fee_name: `'=HYPERLINK("http://x")`, amount: '-0.05', seller_sku: '' });
    expect((await settlement.get(path, newId<MerchantId>(), { Accept: 'text/csv' })).status).toBe(404);
  });

  it('lays what was paid for an order beside what was sold, and is a step of its life', async () => {
    const { shop, statement } = await closedStatement();
    await settlement.placeOrder(shop, ORDER);
    const finance = await waitUntil(
      async () => {
        const { data } = await settlement.get(`/api/v1/orders/lazada/${ORDER}/finance`, shop.merchantId);
        return data.expected && data;
      },
      { what: 'the order to be known' },
    );
    expect(finance).toMatchObject({
      expected: { sales: { amountMinor: '119900' }, orderStatus: 'placed' },
      total: { amountMinor: '109637' },
      salesDifference: { amountMinor: '0', currency: 'THB' },
    });
    expect(finance.lines).toHaveLength(3);
    expect(finance.entries).toHaveLength(3);
    const behindTheGateway = await settlement.get(`/api/v1/finance/orders/lazada/${ORDER}`, shop.merchantId);
    expect(behindTheGateway.data).toEqual(finance);
    const { data: chain } = await settlement.get(`/api/v1/chain/lazada/${ORDER}`, shop.merchantId);
    expect(chain.steps).toEqual([
      expect.objectContaining({
        step: 'statement_line',
        service: 'settlement',
        status: 'done',
        at: statement.changedAt,
      }),
    ]);
    expect((await settlement.get(`/api/v1/chain/lazada/${ORDER}`, newId<MerchantId>())).data).toEqual({ steps: [] });
    expect((await settlement.get(`/api/v1/orders/lazada/1/finance`, shop.merchantId)).status).toBe(404);
  });

  it('has a refused token replaced once and goes on', async () => {
    const shop = await settlement.connectShop();
    settlement.outside.refused.add(`${shop.shopId}.1`);
    accountOf(shop).rows.push(...rowsOfOrder());
    const statement = await settlement.statementOf<StatementSnapshot>(shop, ({ lineCount }) => lineCount === 3);
    expect(statement.status).toBe('open');
  });
});
