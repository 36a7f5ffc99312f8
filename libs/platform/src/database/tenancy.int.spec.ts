import { newId, type MerchantId } from '@pinglu/kernel';
import { createTestDatabase, type TestDatabase } from '@pinglu/testing';
import fc from 'fast-check';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { shelfDatabase } from './fixtures/shelf-service.js';
import { migrate } from './migrate.js';
import { currentTransaction, Transactions, type TransactionScope } from './transactions.js';

// Real: PostgreSQL, the application role, its policies. A pool of one, so that every transaction follows another one.

const REFUSED_BY_POLICY = { code: '42501' };
const merchants = Array.from({ length: 5 }, () => newId<MerchantId>());

interface Row {
  readonly id: string;
  readonly merchant_id: MerchantId;
}

describe('what a transaction sees and touches', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let transactions: Transactions;
  /** Stands outside of all policies. */
  let admin: Client;

  beforeAll(async () => {
    database = await createTestDatabase({ services: ['depot'] });
    const { migrationUrl, databaseUrl } = database.urls.services['depot']!;
    await migrate(shelfDatabase, migrationUrl);
    dataSource = createDataSource(shelfDatabase, { url: databaseUrl, applicationName: 'spec', poolSize: 1 });
    await dataSource.initialize();
    transactions = new Transactions(dataSource);
    admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await dataSource.destroy();
    await database.drop();
  });

  const fill = async (owners: readonly MerchantId[]): Promise<Row[]> => {
    await admin.query('truncate depot.shelf');
    const inserted = await admin.query<Row>(
      `insert into depot.shelf select gen_random_uuid(), unnest($1::uuid[]), 'as it was' returning id, merchant_id`,
      [owners],
    );
    return inserted.rows;
  };
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort();
  const seen = () => currentTransaction().query<Row>('select id, merchant_id from shelf');
  const idsSeenBy = async (scope: TransactionScope) => ids(await transactions.run(scope, seen));

  const aShelf = fc.array(fc.constantFrom(...merchants), { maxLength: 12 });
  const aScope = fc.subarray(merchants);

  it('is the rows of its merchants, whatever the rows and whichever the merchants', async () => {
    await fc.assert(
      fc.asyncProperty(aShelf, aScope, async (owners, scope) => {
        const rows = await fill(owners);
        const own = rows.filter((row) => scope.includes(row.merchant_id));
        expect(await idsSeenBy({ merchants: scope })).toEqual(ids(own));
      }),
      { numRuns: 30 },
    );
  });

  it('is not changed and not removed when it is of others', async () => {
    await fc.assert(
      fc.asyncProperty(aShelf, aScope, fc.boolean(), async (owners, scope, removes) => {
        const rows = await fill(owners);
        const own = rows.filter((row) => scope.includes(row.merchant_id));
        const touched = await transactions.run({ merchants: scope }, () =>
          currentTransaction().query<Row>(
            removes ? 'delete from shelf returning id' : `update shelf set label = 'touched' returning id`,
          ),
        );
        expect(ids(touched)).toEqual(ids(own));
        const untouched = await admin.query<Row>(`select id from depot.shelf where label = 'as it was'`);
        expect(ids(untouched.rows)).toEqual(ids(rows.filter((row) => !own.includes(row))));
      }),
      { numRuns: 30 },
    );
  });

  it('cannot be put under the name of another, nor given away to one', async () => {
    await fc.assert(
      fc.asyncProperty(aScope, fc.constantFrom(...merchants), async (scope, merchant) => {
        await fill(scope);
        const as = (sql: string) =>
          transactions.run({ merchants: scope }, () => currentTransaction().query(sql, [merchant]));
        const insert = as(`insert into shelf values (gen_random_uuid(), $1, 'new')`);
        if (scope.includes(merchant)) {
          await expect(insert).resolves.toEqual([]);
          return;
        }
        await expect(insert).rejects.toMatchObject(REFUSED_BY_POLICY);
        const give = as('update shelf set merchant_id = $1');
        if (scope.length > 0) await expect(give).rejects.toMatchObject(REFUSED_BY_POLICY);
        else await expect(give).resolves.toEqual([]);
        const { rows } = await admin.query<Row>('select merchant_id from depot.shelf');
        expect(rows.map((row) => row.merchant_id).sort()).toEqual([...scope].sort());
      }),
      { numRuns: 30 },
    );
  });

  it('is nothing for who names no merchant', async () => {
    await fill(merchants);
    expect(await idsSeenBy({})).toEqual([]);
    expect(await idsSeenBy({ merchants: [] })).toEqual([]);
    expect(await idsSeenBy({ operator: false })).toEqual([]);
  });

  it('is everything for an operator, who may only look where the policy says so', async () => {
    const rows = await fill(merchants);
    expect(await idsSeenBy({ operator: true })).toEqual(ids(rows));
    const touched = transactions.run({ operator: true }, () =>
      currentTransaction().query('delete from shelf returning id'),
    );
    expect(await touched).toEqual([]);
    const insert = transactions.run({ operator: true }, () =>
      currentTransaction().query(`insert into shelf values (gen_random_uuid(), $1, 'new')`, [merchants[0]]),
    );
    await expect(insert).rejects.toMatchObject(REFUSED_BY_POLICY);
  });

  describe('on a connection that others used before', () => {
    const raw = async () => (await dataSource.query<Row[]>('select id, merchant_id from shelf')).length;
    const settings = async () =>
      dataSource.query<{ merchants: string; operator: string }[]>(
        `select current_setting('pinglu.merchants', true) as merchants, current_setting('pinglu.operator', true) as operator`,
      );

    it('is nothing, and no error, before anybody set a scope', async () => {
      await fill(merchants);
      const fresh = createDataSource(shelfDatabase, {
        url: database.urls.services['depot']!.databaseUrl,
        applicationName: 'spec',
        poolSize: 1,
      });
      await fresh.initialize();
      try {
        expect(await fresh.query(`select current_setting('pinglu.merchants', true) as merchants`)).toEqual([
          { merchants: null },
        ]);
        expect(await fresh.query('select id from shelf')).toEqual([]);
      } finally {
        await fresh.destroy();
      }
    });

    it.each<[string, TransactionScope, boolean]>([
      ['a merchant', { merchants }, false],
      ['a merchant whose work failed', { merchants }, true],
      ['an operator', { operator: true }, false],
      ['an operator whose work failed', { operator: true }, true],
    ])('is nothing, and no error, after %s', async (_who, scope, fails) => {
      await fill(merchants);
      const work = transactions.run(scope, async () => {
        expect(await seen()).toHaveLength(merchants.length);
        if (fails) throw new Error('Enough of this.');
      });
      if (fails) await expect(work).rejects.toThrow('Enough of this.');
      else await work;
      expect(await settings()).toEqual([{ merchants: '', operator: '' }]);
      expect(await raw()).toBe(0);
      expect(await idsSeenBy({})).toEqual([]);
    });
  });

  it.each(['', 'x', `${merchants[0]}' or true`, `${merchants[0]},${merchants[1]}`])(
    'is refused to who gives %j for a merchant',
    async (id) => {
      await fill(merchants);
      await expect(idsSeenBy({ merchants: [id as MerchantId] })).rejects.toMatchObject({ code: 'invalid-id' });
    },
  );
});
