import { newId, type MerchantId } from '@pinglu/kernel';
import { createTestDatabase, type TestDatabase } from '@pinglu/testing';
import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { shelfDatabase } from './fixtures/shelf-service.js';
import { migrate } from './migrate.js';
import {
  currentTransaction,
  NoTransactionError,
  ScopeWidenedError,
  Transactions,
  type TransactionScope,
} from './transactions.js';

// Real: PostgreSQL, the application role, its policies. A pool of one: what a transaction leaves behind, the next one meets.

const [a, b, c] = [newId<MerchantId>(), newId<MerchantId>(), newId<MerchantId>()];
const everyone: TransactionScope = { operator: true };

describe('a transaction', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let transactions: Transactions;

  beforeAll(async () => {
    database = await createTestDatabase({ services: ['depot'] });
    const { migrationUrl, databaseUrl } = database.urls.services['depot']!;
    await migrate(shelfDatabase, migrationUrl);
    dataSource = createDataSource(shelfDatabase, { url: databaseUrl, applicationName: 'spec', poolSize: 1 });
    await dataSource.initialize();
    transactions = new Transactions(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  beforeEach(() =>
    transactions.run({ merchants: [a, b, c] }, async () => {
      await currentTransaction().query('delete from shelf');
    }),
  );

  const put = (merchant: MerchantId, label: string) =>
    currentTransaction().query('insert into shelf values ($1, $2, $3)', [newId(), merchant, label]);
  const labels = async () =>
    (await currentTransaction().query<{ label: string }>('select label from shelf order by label')).map(
      ({ label }) => label,
    );
  const labelsSeenBy = (scope: TransactionScope) => transactions.run(scope, labels);
  /** Throws what a caller would have thrown. */
  const fail = (): never => {
    throw new Error('Enough of this.');
  };

  it('keeps what its work wrote, and answers what the work answered', async () => {
    const answer = await transactions.run({ merchants: [a] }, async () => {
      await put(a, 'kept');
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await labelsSeenBy(everyone)).toEqual(['kept']);
  });

  it('takes everything back when its work throws, and passes the error on', async () => {
    const work = transactions.run({ merchants: [a] }, async () => {
      await put(a, 'gone');
      fail();
    });
    await expect(work).rejects.toThrow('Enough of this.');
    expect(await labelsSeenBy(everyone)).toEqual([]);
  });

  it('shares its connection with the entity manager', async () => {
    await transactions.run({ merchants: [a] }, async () => {
      await put(a, 'seen');
      const { manager } = currentTransaction();
      expect(await manager.query('select label from shelf')).toEqual([{ label: 'seen' }]);
    });
  });

  it('tells who is outside of one', async () => {
    expect(() => currentTransaction()).toThrow(NoTransactionError);
    await transactions.run({ merchants: [a] }, async () => undefined);
    expect(() => currentTransaction()).toThrow(NoTransactionError);
  });

  describe('inside another', () => {
    it('joins it: both are kept or neither is', async () => {
      const work = transactions.run({ merchants: [a, b] }, async () => {
        const outer = currentTransaction();
        await transactions.run({ merchants: [b] }, async () => {
          expect(currentTransaction()).toBe(outer);
          await put(b, 'inner');
        });
        await put(a, 'outer');
        fail();
      });
      await expect(work).rejects.toThrow('Enough of this.');
      expect(await labelsSeenBy(everyone)).toEqual([]);
    });

    const refused: [string, TransactionScope, TransactionScope][] = [
      ['another merchant', { merchants: [a] }, { merchants: [b] }],
      ['one merchant more', { merchants: [a] }, { merchants: [a, b] }],
      ['a merchant where there was none', {}, { merchants: [a] }],
      ['everything', { merchants: [a, b, c] }, { operator: true }],
    ];
    it.each(refused)('may not see %s, and then does nothing', async (_more, outer, inner) => {
      const work = jest.fn(async () => undefined);
      await expect(transactions.run(outer, () => transactions.run(inner, work))).rejects.toEqual(
        new ScopeWidenedError(),
      );
      expect(work).not.toHaveBeenCalled();
    });

    const joined: [string, TransactionScope, TransactionScope][] = [
      ['the same', { merchants: [a, b] }, { merchants: [b, a] }],
      ['fewer', { merchants: [a, b] }, { merchants: [a] }],
      ['nothing', { merchants: [a] }, {}],
      ['a merchant, within an operator', everyone, { merchants: [a] }],
    ];
    it.each(joined)('may ask for %s', async (_less, outer, inner) => {
      expect(await transactions.run(outer, () => transactions.run(inner, async () => 'joined'))).toBe('joined');
    });
  });

  describe('afterCommit', () => {
    it('runs when others can see what was written, in the order asked for', async () => {
      const told: string[] = [];
      let seen: Promise<string[]> | undefined;
      await transactions.run({ merchants: [a] }, async () => {
        await put(a, 'written');
        currentTransaction().afterCommit(() => {
          told.push('first');
          seen = labelsSeenBy(everyone);
        });
        currentTransaction().afterCommit(() => told.push('second'));
        await labels();
        expect(told).toEqual([]);
      });
      expect(told).toEqual(['first', 'second']);
      expect(await seen).toEqual(['written']);
    });

    it('waits for the outer transaction when asked for in an inner one', async () => {
      const told = jest.fn();
      await transactions.run({ merchants: [a] }, async () => {
        await transactions.run({ merchants: [a] }, async () => currentTransaction().afterCommit(told));
        expect(told).not.toHaveBeenCalled();
      });
      expect(told).toHaveBeenCalledTimes(1);
    });

    it('does not run after a rollback, nor with a later transaction', async () => {
      const told = jest.fn();
      const work = transactions.run({ merchants: [a] }, async () => {
        currentTransaction().afterCommit(told);
        fail();
      });
      await expect(work).rejects.toThrow('Enough of this.');
      await transactions.run({ merchants: [a] }, () => put(a, 'later'));
      expect(told).not.toHaveBeenCalled();
    });

    it('does not run when the commit itself fails', async () => {
      const told = jest.fn();
      const work = transactions.run({ merchants: [a] }, async () => {
        currentTransaction().afterCommit(told);
        // The server ends a transaction that had an error by a rollback, also when it is told to commit.
        await currentTransaction().query('create temporary table twin (id int unique deferrable initially deferred)');
        await currentTransaction().query('insert into twin values (1), (1)');
      });
      await expect(work).rejects.toMatchObject({ code: '23505' });
      expect(told).not.toHaveBeenCalled();
    });

    it('forgets what was asked for inside a savepoint that was rolled back, and nothing else', async () => {
      const told: string[] = [];
      const wake = (name: string) => currentTransaction().afterCommit(() => told.push(name));
      await transactions.run({ merchants: [a] }, async () => {
        wake('before');
        await currentTransaction().savepoint(async () => wake('kept part'));
        const part = currentTransaction().savepoint(async () => {
          wake('lost part');
          await currentTransaction().savepoint(async () => wake('kept part of the lost part'));
          fail();
        });
        await expect(part).rejects.toThrow('Enough of this.');
        wake('after');
      });
      expect(told).toEqual(['before', 'kept part', 'after']);
    });
  });

  describe('a savepoint', () => {
    it('takes back its own part only, also after an error of the database', async () => {
      await transactions.run({ merchants: [a] }, async () => {
        await put(a, '1 before');
        const broken = currentTransaction().savepoint(async () => {
          await put(a, '2 lost');
          await put(b, '3 refused');
        });
        await expect(broken).rejects.toMatchObject({ code: '42501' });
        await currentTransaction().savepoint(() => put(a, '4 kept'));
        await put(a, '5 after');
      });
      expect(await labelsSeenBy(everyone)).toEqual(['1 before', '4 kept', '5 after']);
    });

    it('within another: the outer part takes the inner one along', async () => {
      await transactions.run({ merchants: [a] }, async () => {
        const outer = currentTransaction().savepoint(async () => {
          await put(a, 'outer');
          await currentTransaction().savepoint(() => put(a, 'inner'));
          fail();
        });
        await expect(outer).rejects.toThrow('Enough of this.');
        await put(a, 'after');
      });
      expect(await labelsSeenBy(everyone)).toEqual(['after']);
    });

    it('does not outlive its transaction', async () => {
      const work = transactions.run({ merchants: [a] }, async () => {
        await currentTransaction().savepoint(() => put(a, 'part'));
        fail();
      });
      await expect(work).rejects.toThrow('Enough of this.');
      expect(await labelsSeenBy(everyone)).toEqual([]);
    });
  });

  it('keeps callers apart who are at it at once', async () => {
    const both = [a, b].map((merchant) =>
      transactions.run({ merchants: [merchant] }, async () => {
        await put(merchant, `of ${merchant}`);
        await Promise.resolve();
        return labels();
      }),
    );
    expect(await Promise.all(both)).toEqual([[`of ${a}`], [`of ${b}`]]);
  });
});
