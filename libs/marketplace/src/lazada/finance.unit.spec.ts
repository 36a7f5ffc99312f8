import type { IncomingAnswer } from '../http/send.js';
import { ContractViolationError, InvalidRequestError, RateLimitedError } from '../port/errors.js';
import { toFeeMeaning } from './fee-types.js';
import { access, errorOf, fakeLazada, fixture } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';
const window = { from: '2026-01-02', to: '2026-01-03' };
const thb = (amountMinor: string) => ({ amountMinor, currency: 'THB' });
const [sale] = (JSON.parse(fixture('finance.transactions.ok')) as { data: Record<string, string>[] }).data;
const answer = (data: unknown): IncomingAnswer => ({
  status: 200,
  retryAfterMs: null,
  contentType: 'application/json',
  body: JSON.stringify({ data, code: '0', request_id: 'r' }),
});

describe('rows of the account', () => {
  it('are asked for day by day, with a day more', async () => {
    const { adapter, seen } = fakeLazada(['finance.transactions.ok']);
    const { nextCursor } = await adapter.finance.transactions(access, window);
    expect(nextCursor).toBe('2026-01-03');
    expect(seen).toEqual([
      {
        method: 'GET',
        address: `${api}/finance/transaction/details/get`,
        params: { start_time: '2026-01-02', end_time: '2026-01-03', offset: '0', limit: '500' },
      },
    ]);
  });

  it('end with the last day', async () => {
    const { adapter, seen } = fakeLazada([answer([])]);
    const page = await adapter.finance.transactions(access, { ...window, cursor: '2026-01-03' });
    expect(page).toEqual({ items: [], nextCursor: null });
    expect(seen[0]?.params).toMatchObject({ start_time: '2026-01-03', end_time: '2026-01-04' });
  });

  it('are exact amounts from the seller’s view, with their statement', async () => {
    const { adapter } = fakeLazada(['finance.transactions.ok']);
    const { items } = await adapter.finance.transactions(access, window);
    expect(items).toHaveLength(4);
    expect(items[0]).toMatchObject({ kind: 'sale', type: '13', amount: thb('41350'), reversal: false });
    expect(items[1]).toMatchObject({
      kind: 'fee',
      type: '16',
      typeName: 'Commission',
      amount: thb('-102462'),
      tax: thb('-7590'),
      withheldTax: thb('0'),
      withheldTaxIncluded: false,
      orderNumber: '491253082180001',
      externalLineId: '491253082280001',
      sellerSku: 'BAG-BLK',
      statementNumber: 'TH10ABC-20260102',
      statementFrom: '2026-01-02',
      statementTo: '2026-01-02',
      paid: false,
      transactionOn: '2026-01-02',
      transactionAt: new Date('2026-01-01T17:00:00Z'),
    });
    expect(items[1]?.raw).toMatchObject({ amount: '-1,024.62', fee_name: 'Commission' });
    expect(items[2]).toMatchObject({ orderNumber: null, statementNumber: null, statementFrom: null });
  });

  it('keep two rows apart that look the same, and their ids when read again', async () => {
    const { adapter } = fakeLazada(['finance.transactions.ok', 'finance.transactions.ok']);
    const first = await adapter.finance.transactions(access, window);
    const again = await adapter.finance.transactions(access, {
      from: '2026-01-01',
      to: '2026-02-01',
      cursor: '2026-01-02',
    });
    const ids = first.items.map(({ externalRowId }) => externalRowId);
    expect(new Set(ids).size).toBe(4);
    expect(ids[3]).toBe(`${ids[2]}.2`);
    expect(again.items.map(({ externalRowId }) => externalRowId)).toEqual(ids);
  });

  it('keep their ids when they are put on a statement and paid', async () => {
    const { adapter } = fakeLazada([
      answer([{ ...sale, statement: '', paid_status: 'Not paid' }]),
      answer([{ ...sale, paid_status: 'Paid' }]),
    ]);
    const [open] = (await adapter.finance.transactions(access, window)).items;
    const [paid] = (await adapter.finance.transactions(access, window)).items;
    expect([open?.paid, paid?.paid]).toEqual([false, true]);
    expect(open?.externalRowId).toBe(paid?.externalRowId);
  });

  it('are read to the end of a day before they are counted', async () => {
    const full = Array.from({ length: 500 }, () => ({ ...sale }));
    const { adapter, seen } = fakeLazada([answer(full), answer([sale])]);
    const { items } = await adapter.finance.transactions(access, window);
    expect(new Set(items.map(({ externalRowId }) => externalRowId)).size).toBe(501);
    expect(seen.map(({ params }) => params['offset'])).toEqual(['0', '500']);
  });

  it('must be of a day that was asked for: otherwise money would be lost unseen', async () => {
    const { adapter } = fakeLazada([answer([{ ...sale, transaction_date: '31 Dec 2025' }])]);
    expect(await errorOf(adapter.finance.transactions(access, window))).toBeInstanceOf(ContractViolationError);
  });

  it('must have an amount that is exact', async () => {
    const { adapter } = fakeLazada([answer([{ ...sale, amount: '1.005' }])]);
    const error = await errorOf(adapter.finance.transactions(access, window));
    expect(error).toBeInstanceOf(ContractViolationError);
    expect(error.message).toContain('amount');
  });

  it('cannot be asked for without a right window', async () => {
    const { adapter, seen } = fakeLazada([]);
    for (const wrong of [
      { from: '2026-02-30', to: '2026-03-01' },
      { from: '2026-01-03', to: '2026-01-02' },
      { ...window, cursor: '2026-01-09' },
    ]) {
      expect(await errorOf(adapter.finance.transactions(access, wrong))).toBeInstanceOf(InvalidRequestError);
    }
    expect(seen).toEqual([]);
  });

  it('tell Lazada’s refusal', async () => {
    const { adapter } = fakeLazada(['finance.transactions.error']);
    expect(await errorOf(adapter.finance.transactions(access, window))).toMatchObject({
      code: 'marketplace-invalid-request',
      upstreamCode: '1000014',
    });
  });
});

describe('kinds of rows', () => {
  it.each([
    ['16', 'anything', { kind: 'fee', reversal: false }],
    ['15', 'anything', { kind: 'fee', reversal: true }],
    ['14', 'Reversal Item Price', { kind: 'refund', reversal: false }],
    ['9999', 'Reversal Shipping Fee of Tomorrow', { kind: 'shipping', reversal: true }],
    ['9999', 'Premium Fee', { kind: 'fee', reversal: false }],
    ['', 'Something', { kind: 'other', reversal: false }],
    ['constructor', '', { kind: 'other', reversal: false }],
  ])('of fee type %p named %p', (id, name, meaning) => {
    expect(toFeeMeaning(id, name)).toEqual(meaning);
  });
});

describe('statements', () => {
  it('come with every balance, in the time of the site', async () => {
    const { adapter, seen } = fakeLazada(['finance.payouts.ok']);
    const [statement] = await adapter.finance.payouts(access, { since: '2026-01-01' });
    expect(statement).toMatchObject({
      statementNumber: 'TH10ABC-20260102',
      createdAt: new Date('2026-01-02T17:23:04Z'),
      openingBalance: thb('1000'),
      itemRevenue: thb('500000'),
      fees: thb('102462'),
      refunds: thb('1297'),
      payout: thb('396241'),
      closingBalance: thb('397241'),
      paid: true,
    });
    expect(seen).toEqual([
      { method: 'GET', address: `${api}/finance/payout/status/get`, params: { created_after: '2026-01-01' } },
    ]);
  });

  it('must be in a currency that is traded in', async () => {
    const body = fixture('finance.payouts.ok').replace('3962.41 THB', '3962.41 EUR');
    const { adapter } = fakeLazada([{ status: 200, retryAfterMs: null, contentType: 'application/json', body }]);
    expect(await errorOf(adapter.finance.payouts(access, { since: '2026-01-01' }))).toBeInstanceOf(
      ContractViolationError,
    );
  });

  it('are refused when a shop calls too often', async () => {
    const { adapter, seen } = fakeLazada(Array<string>(3).fill('finance.payouts.error'));
    expect(await errorOf(adapter.finance.payouts(access, { since: '2026-01-01' }))).toBeInstanceOf(RateLimitedError);
    expect(seen).toHaveLength(3);
  });
});
