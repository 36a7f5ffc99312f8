import { currencyPlaces, minorOf, money } from '@pinglu/kernel';
import * as fc from 'fast-check';
import {
  ContractViolationError,
  InvalidRequestError,
  PermissionDeniedError,
  UpstreamUnavailableError,
} from '../port/errors.js';
import type { FinanceRow } from '../port/finance.types.js';
import { currencyOfCountry, salesCountries } from '../port/types.js';
import { WireObject } from '../wire/wire-object.js';
import { escrowFields } from './escrow-fields.js';
import { rowsOfEscrow } from './finance.js';
import { access, errorOf, fakeShopee } from './test-shopee.js';

const window = { from: '2026-09-21', to: '2026-09-22' };
const get = (name: string) => ({ method: 'GET', path: `/api/v2/payment/${name}`, subject: 'shop_id=220011001' });
const released = ['finance.transactions.released', 'finance.transactions.ok'];
const sgd = (minor: bigint) => money(minor, 'SGD');
const sumOf = (rows: readonly FinanceRow[]) => rows.reduce((sum, { amount }) => sum + minorOf(amount), 0n);

describe('rows of the account', () => {
  it('are asked for day by day, in the country’s days', async () => {
    const { adapter, seen } = fakeShopee([...released, 'finance.transactions.wallet']);
    const { nextCursor } = await adapter.finance.transactions(access, window);
    expect(nextCursor).toBe('2026-09-22');
    const day = { from: String(Date.UTC(2026, 8, 20, 16) / 1_000), to: String(Date.UTC(2026, 8, 21, 16) / 1_000 - 1) };
    expect(seen[0]).toEqual({
      ...get('get_escrow_list'),
      query: { release_time_from: day.from, release_time_to: day.to, page_size: '100', page_no: '1' },
    });
    // By POST, whatever the reference says.
    expect(seen[1]).toMatchObject({
      method: 'POST',
      path: '/api/v2/payment/get_escrow_detail_batch',
      query: {},
      body: { order_sn_list: ['260921ABCD1234', '260921ABCD1235'] },
    });
    expect(seen[2]).toEqual({
      ...get('get_wallet_transaction_list'),
      query: { create_time_from: day.from, create_time_to: day.to, page_size: '100', page_no: '0' },
    });
  });

  it('are an order’s escrow in parts that add up to it, what is corrected later not among them', async () => {
    const { adapter } = fakeShopee([
      ...released,
      'finance.transactions.no-wallet-rows',
      'finance.transactions.no-wallet-rows',
    ]);
    const { items } = await adapter.finance.transactions(access, window);
    const of = (orderNumber: string) => items.filter((row) => row.orderNumber === orderNumber);
    expect(of('260921ABCD1234').map(({ type, kind, amount }) => [type, kind, amount.amountMinor])).toEqual([
      ['original_cost_of_goods_sold', 'sale', '3000'],
      ['buyer_paid_shipping_fee', 'shipping', '199'],
      ['commission_fee', 'fee', '-65'],
      ['seller_transaction_fee', 'fee', '-64'],
    ]);
    expect(sumOf(of('260921ABCD1234'))).toBe(3_070n);
    expect(sumOf(of('260921ABCD1235'))).toBe(1_210n);
    expect(of('260921ABCD1235').find(({ kind }) => kind === 'refund')).toMatchObject({
      amount: sgd(-1_500n),
      reversal: true,
      statementNumber: '220011001-20260921',
      statementFrom: '2026-09-21',
      statementTo: '2026-09-21',
      paid: true,
      transactionOn: '2026-09-21',
      transactionAt: new Date('2026-09-20T16:00:00Z'),
      externalRowId: '260921ABCD1235.seller_return_refund',
    });
  });

  it('tell from the wallet what no escrow tells: corrections and advertisements, never escrows or withdrawals', async () => {
    const { adapter } = fakeShopee(['finance.transactions.none-released', 'finance.transactions.wallet']);
    const { items } = await adapter.finance.transactions(access, window);
    expect(items.map(({ type, orderNumber, amount }) => [type, orderNumber, amount.amountMinor])).toEqual([
      ['adjustment', '260920ABCD0001', '-150'],
      // Money that went out is taken off, whether or not Shopee writes a sign.
      ['wallet_paid_ads_charge', null, '-500'],
      ['wallet_paid_ads_charge', null, '-500'],
      ['adjustment', '260920ABCD0002', '-325'],
    ]);
    expect(new Set(items.map(({ externalRowId }) => externalRowId)).size).toBe(4);
    expect(JSON.stringify(items)).not.toContain('buyer_one');
  });

  it('keep their ids when they are read again', async () => {
    const answers = [...released, 'finance.transactions.wallet'];
    const { adapter } = fakeShopee([...answers, ...answers]);
    const idsIn = async (from: string, cursor: string | null) =>
      (await adapter.finance.transactions(access, { from, to: window.to, cursor })).items.map(
        (row) => row.externalRowId,
      );
    const first = await idsIn('2026-09-21', null);
    expect(await idsIn('2026-09-01', '2026-09-21')).toEqual(first);
    expect(new Set(first).size).toBe(first.length);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['from 0', ['wallet-more', 'wallet-rest'], ['0', '1']],
    ['from 1, the page 0 being refused', ['page-refused', 'wallet-more', 'wallet-rest'], ['0', '1', '2']],
    ['from 1, the page 0 being the first too', ['wallet-more', 'wallet-more', 'wallet-rest'], ['0', '1', '2']],
    ['from 1, the page 0 being empty', ['no-wallet-rows', 'wallet'], ['0', '1']],
  ])('read the wallet to its end, and once, where pages count %s', async (_, pages, numbers) => {
    const { adapter, seen } = fakeShopee(['none-released', ...pages].map((name) => `finance.transactions.${name}`));
    const { items } = await adapter.finance.transactions(access, window);
    expect(items).toHaveLength(4);
    expect(seen.slice(1).map(({ query }) => query['page_no'])).toEqual(numbers);
  });

  it('read the list of releases to its end, and no order twice', async () => {
    const { adapter, seen } = fakeShopee([
      ...['finance.transactions.released-more', ...released],
      ...['finance.transactions.no-wallet-rows', 'finance.transactions.no-wallet-rows'],
    ]);
    await adapter.finance.transactions(access, window);
    expect(seen.slice(0, 2).map(({ query }) => query['page_no'])).toEqual(['1', '2']);
    expect(seen[2]?.body).toEqual({ order_sn_list: ['260921ABCD1234', '260921ABCD1235'] });
  });

  it('must have the escrow of every order that was released: otherwise its money would be lost unseen', async () => {
    const { adapter } = fakeShopee(['finance.transactions.released', 'finance.transactions.one-missing']);
    expect(await errorOf(adapter.finance.transactions(access, window))).toBeInstanceOf(ContractViolationError);
  });

  it('of an affiliate shop are its escrow as a whole, since the parts are in another currency', async () => {
    const { adapter } = fakeShopee([
      ...['finance.transactions.released-more', 'finance.transactions.none-released', 'finance.transactions.affiliate'],
      ...['finance.transactions.no-wallet-rows', 'finance.transactions.no-wallet-rows'],
    ]);
    const { items } = await adapter.finance.transactions(access, window);
    expect(items.map(({ type, kind, amount }) => [type, kind, amount])).toEqual([
      ['escrow_amount', 'sale', sgd(2_143n)],
    ]);
  });

  it('of a shop across borders are told by its payouts, which it has in place of a wallet', async () => {
    const { adapter, seen } = fakeShopee([
      ...['finance.transactions.none-released', 'finance.transactions.wallet-refused', 'seller.get.cross-border'],
      ...['finance.transfers.ok', 'finance.transactions.billing'],
    ]);
    const { items } = await adapter.finance.transactions(access, window);
    expect(items.map(({ type, orderNumber, amount }) => [type, orderNumber, amount.amountMinor])).toEqual([
      ['adjustment', '260920ABCD0001', '-205'],
      ['adjustment', '260920ABCD0001', '-205'],
    ]);
    expect(new Set(items.map(({ externalRowId }) => externalRowId)).size).toBe(2);
    expect(seen[4]).toMatchObject({
      method: 'POST',
      path: '/api/v2/payment/get_billing_transaction_info',
      body: { billing_transaction_info_type: 2, encrypted_payout_ids: ['enc-1'], cursor: '', page_size: 100 },
    });
  });

  it('of a local shop that may not show its wallet are an error, and not nothing', async () => {
    const { adapter } = fakeShopee([
      ...['finance.transactions.none-released', 'finance.transactions.wallet-refused', 'seller.get.ok'],
    ]);
    expect(await errorOf(adapter.finance.transactions(access, window))).toBeInstanceOf(PermissionDeniedError);
  });

  it('may be unknown for the moment', async () => {
    const { adapter } = fakeShopee(Array<string>(3).fill('finance.transactions.error'));
    expect(await errorOf(adapter.finance.transactions(access, window))).toBeInstanceOf(UpstreamUnavailableError);
  });

  it.each([
    { from: '2026-09-22', to: '2026-09-21' },
    { from: '2026-02-30', to: '2026-03-01' },
    { ...window, cursor: '2026-09-23' },
    { ...window, cursor: 'next' },
  ])('cannot be asked for without a right window (%j)', async (wrong) => {
    const { adapter, seen } = fakeShopee([]);
    expect(await errorOf(adapter.finance.transactions(access, wrong))).toBeInstanceOf(InvalidRequestError);
    expect(seen).toEqual([]);
  });
});

describe('the parts of an escrow', () => {
  const details = { marketplace: 'shopee', operation: 'finance.transactions' };
  const names = [...escrowFields.map(({ name }) => name), 'regional_growth_program_fee', 'final_product_vat_tax'];

  it('name every field once', () => {
    const own = escrowFields.map(({ name }) => name);
    expect(new Set(own).size).toBe(own.length);
  });

  it('add up to it, whatever the fields are and whatever noise is in them, in every country', () => {
    const minor = fc.integer({ min: -(10 ** 9), max: 10 ** 9 });
    const fields = fc.dictionary(fc.constantFrom(...names), fc.tuple(minor, fc.integer({ min: -3, max: 3 })));
    fc.assert(
      fc.property(fields, minor, fc.constantFrom(...salesCountries), (given, total, country) => {
        const currency = currencyOfCountry[country];
        const scale = 10 ** currencyPlaces(currency);
        const noisy = ([value, ulps]: readonly [number, number]) => (value / scale) * (1 + ulps * Number.EPSILON);
        const order_income = {
          ...Object.fromEntries(Object.entries(given).map(([name, amount]) => [name, noisy(amount)])),
          escrow_amount: noisy([total, 1]),
        };
        const escrow = WireObject.of({ order_sn: '260921ABCD1234', order_income }, 'escrow_detail', details);
        const rows = rowsOfEscrow(escrow, { shopId: '1', day: '2026-09-21', country });
        expect(sumOf(rows)).toBe(BigInt(total));
        expect(new Set(rows.map(({ externalRowId }) => externalRowId)).size).toBe(rows.length);
        // No row says nothing.
        expect(rows.every(({ amount }) => minorOf(amount) !== 0n)).toBe(true);
      }),
    );
  });

  it('have what nobody has named in a part of its own', () => {
    const order_income = { escrow_amount: 8.5, original_cost_of_goods_sold: 10, regional_growth_program_fee: 1.5 };
    const escrow = WireObject.of({ order_sn: 'A', order_income }, 'escrow_detail', details);
    const rows = rowsOfEscrow(escrow, { shopId: '1', day: '2026-09-21', country: 'SG' });
    expect(rows.at(-1)).toMatchObject({ type: 'unexplained', kind: 'other', amount: sgd(-150n) });
  });
});
