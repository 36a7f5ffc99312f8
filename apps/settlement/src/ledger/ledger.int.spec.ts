import 'reflect-metadata';
import { newId } from '@pinglu/kernel';
import { Client } from 'pg';
import { financeFields, payoutFields } from '../marketplace.fixture.js';
import { dayIn } from '../statement/period.js';
import { TestSettlement, type TestShop } from '../test-settlement.js';

const today = dayIn('TH', new Date());

// Real: the service, its database and its roles. The attacker works as the application does, in SQL.
describe('the books in the database', () => {
  let settlement: TestSettlement;
  let shop: TestShop;
  let statementId: string;
  let client: Client;
  beforeAll(async () => {
    settlement = await TestSettlement.start();
    shop = await settlement.connectShop();
    const account = settlement.outside.accounts.get(shop.shopId)!;
    account.rows.push(financeFields(today, {}));
    account.payouts.push(payoutFields(today, { payout: '1199.00 THB' }));
    ({ statementId } = await settlement.statementOf<{ status: string; statementId: string }>(
      shop,
      ({ status }) => status === 'closed',
    ));
    client = new Client({ connectionString: settlement.database.urls.services['settlement']!.databaseUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await settlement.stop();
  });

  /** One transaction that sees the merchant's rows; answers the sqlstate that stopped it, or that nothing did. */
  async function attempt(work: () => Promise<unknown>): Promise<string> {
    await client.query('begin');
    await client.query(`select set_config('pinglu.merchants', $1, true)`, [shop.merchantId]);
    try {
      await work();
      await client.query('commit');
      return 'committed';
    } catch (error) {
      await client.query('rollback');
      return String((error as { code?: string }).code);
    }
  }
  const CHECK = '23514';
  const RESTRICT = '23001';

  const addEntry = async (count: number): Promise<string> => {
    const id = newId();
    await client.query(
      `insert into ledger_entry (id, merchant_id, shop_id, statement_id, source_key, kind, effective_on, posted_at, posting_count)
       values ($1, $2, $3, $4, $6, 'line', current_date, now(), $5)`,
      [id, shop.merchantId, shop.shopId, statementId, count, `spec:${id}`],
    );
    return id;
  };
  const post = (entryId: string, position: number, [side, amount, currency]: [string, number, string]) =>
    client.query(`insert into ledger_posting values ($1, $2, $3, 'sales', $4, $5, $6)`, [
      entryId,
      position,
      shop.merchantId,
      side,
      amount,
      currency,
    ]);
  const entryWith = (postings: [string, number, string][], count = postings.length) =>
    attempt(async () => {
      const id = await addEntry(count);
      for (const [index, posting] of postings.entries()) await post(id, index + 1, posting);
    });

  it('take an entry whose sides are equal', async () => {
    expect(
      await entryWith([
        ['debit', 5, 'THB'],
        ['credit', 2, 'THB'],
        ['credit', 3, 'THB'],
      ]),
    ).toBe('committed');
  });

  it.each<{ fault: string; postings: [string, number, string][]; count?: number }>([
    {
      fault: 'sides differ by one',
      postings: [
        ['debit', 5, 'THB'],
        ['credit', 4, 'THB'],
      ],
    },
    {
      fault: 'numbers are equal, currencies not',
      postings: [
        ['debit', 5, 'THB'],
        ['credit', 5, 'VND'],
      ],
    },
    {
      fault: 'one currency is even, the other not',
      postings: [
        ['debit', 5, 'THB'],
        ['credit', 5, 'THB'],
        ['debit', 1, 'VND'],
      ],
    },
    { fault: 'postings are missing', postings: [], count: 2 },
    {
      fault: 'postings are more than it says',
      postings: [
        ['debit', 5, 'THB'],
        ['credit', 2, 'THB'],
        ['credit', 3, 'THB'],
      ],
      count: 2,
    },
    {
      fault: 'amounts are below zero',
      postings: [
        ['debit', -5, 'THB'],
        ['credit', -5, 'THB'],
      ],
    },
  ])('refuse an entry whose $fault', async ({ postings, count }) => {
    expect(await entryWith(postings, count)).toBe(CHECK);
  });

  it('refuse it also from who has put it out of its own sight before the commit', async () => {
    const outcome = await attempt(async () => {
      const id = await addEntry(2);
      await post(id, 1, ['debit', 5, 'THB']);
      await post(id, 2, ['credit', 4, 'THB']);
      await client.query(`select set_config('pinglu.merchants', '', true)`);
    });
    expect(outcome).toBe(CHECK);
  });

  it('take no further postings into an entry that stands, not even two that balance', async () => {
    const { rows } = await attemptToRead<{ entry_id: string }>('select entry_id from ledger_posting limit 1');
    const outcome = await attempt(async () => {
      await post(rows[0]!.entry_id, 8, ['debit', 7, 'THB']);
      await post(rows[0]!.entry_id, 9, ['credit', 7, 'THB']);
    });
    expect(outcome).toBe(CHECK);
  });

  it.each([
    'update ledger_posting set amount_minor = amount_minor + 1',
    'delete from ledger_posting',
    'update ledger_entry set effective_on = current_date',
    'delete from ledger_entry',
    'update finance_row set fetched_at = now()',
    'delete from finance_row',
  ])('are never changed: %s', async (sql) => {
    expect(await attempt(() => client.query(sql))).toBe(RESTRICT);
  });

  it.each([
    `update statement set status = 'open'`,
    'update statement set payout_minor = payout_minor + 1, total_minor = total_minor + 1',
    'delete from statement',
    'update statement_line set amount_minor = 1',
    'delete from statement_line',
    `insert into statement_line select gen_random_uuid(), merchant_id, shop_id, statement_id, marketplace, 'more', facts_hash, 1,
       fee_type, fee_name, reversal, account, currency, 0, 0, null, null, null, transaction_on, transaction_at from statement_line`,
  ])('keep a closed statement as it is: %s', async (sql) => {
    expect(await attempt(() => client.query(sql))).toBe(RESTRICT);
  });

  it.each([
    ['with a payout that is not the sum', 7, 8],
    ['with a total that its lines do not make', 7, 7],
  ])('do not close a statement %s', async (_case, total, payout) => {
    const outcome = await attempt(async () => {
      const id = newId();
      await client.query(
        `insert into statement select $1, merchant_id, shop_id, marketplace, $3, currency, from_at, to_at, 'open',
           0, 0, 0, 0, 0, 0, now(), 1 from statement where id = $2`,
        [id, statementId, `spec:${id}`],
      );
      await client.query(`update statement set status = 'closed', total_minor = $2, payout_minor = $3 where id = $1`, [
        id,
        total,
        payout,
      ]);
    });
    expect(outcome).toBe(CHECK);
  });

  async function attemptToRead<Row extends object>(sql: string): Promise<{ rows: Row[] }> {
    let rows: Row[] = [];
    await attempt(async () => {
      ({ rows } = await client.query<Row>(sql));
    });
    expect(rows.length).toBeGreaterThan(0);
    return { rows };
  }
});
