import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { AppError, parseMerchantId, type MerchantId } from '@pinglu/kernel';
import type { ClientBase } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';

/** Whose rows a transaction may see. PostgreSQL enforces it; without a merchant and without `operator` nothing is seen. */
export interface TransactionScope {
  readonly merchants?: readonly MerchantId[];
  /** Rows of every merchant, in the tables that have a policy for operators. */
  readonly operator?: boolean;
}

export interface Transaction {
  /** The hot path: straight through the driver. Answers the rows. */
  query<Row extends object = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** For entities; on the same connection and in the same transaction as `query`. */
  readonly manager: EntityManager;
  /** Runs after the commit, and never after a rollback. For waking others: an error here cannot undo anything. */
  afterCommit(action: () => void): void;
  /** Runs `work`; when it throws, only what `work` wrote is taken back, and the error goes on to the caller. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
}

/** A part of a transaction asked to see more than the transaction was opened for. */
export class ScopeWidenedError extends AppError {
  readonly code = 'transaction-scope-widened';
  readonly category = 'internal';

  constructor() {
    super('A nested transaction asked for merchants that the outer transaction was not opened for.');
  }
}

export class NoTransactionError extends AppError {
  readonly code = 'no-transaction';
  readonly category = 'internal';

  constructor() {
    super('This must run inside Transactions.run(), so that it commits together with what caused it.');
  }
}

interface Running {
  readonly transaction: Transaction;
  readonly scope: TransactionScope;
}

const running = new AsyncLocalStorage<Running>();

/** The transaction that the calling code runs in. Throws NoTransactionError where there is none. */
export function currentTransaction(): Transaction {
  const here = running.getStore();
  if (!here) throw new NoTransactionError();
  return here.transaction;
}

/** The one way to open a transaction. It rides on the async context, so repositories stay plain functions of their query. */
@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` in one transaction; joins the one that is already running, whose scope must cover this one. */
  async run<T>(scope: TransactionScope, work: () => Promise<T>): Promise<T> {
    const outer = running.getStore();
    if (outer) {
      if (!covers(outer.scope, scope)) throw new ScopeWidenedError();
      return work();
    }
    const runner = this.dataSource.createQueryRunner();
    const afterCommit: (() => void)[] = [];
    let result: T;
    try {
      const client = (await runner.connect()) as ClientBase;
      await runner.startTransaction();
      try {
        await client.query({ name: 'transaction-scope', text: SET_SCOPE, values: scopeSettings(scope) });
        const transaction = new PgTransaction(client, runner.manager, afterCommit);
        result = await running.run({ transaction, scope }, work);
        await runner.commitTransaction();
      } catch (error) {
        // A dead connection cannot roll back; the server has done it, and the first error is the one to tell.
        await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      }
    } finally {
      await runner.release().catch(() => undefined);
    }
    for (const action of afterCommit) action();
    return result;
  }
}

// One round trip, and local to the transaction: the next user of the pooled connection starts with nothing in sight.
const SET_SCOPE = `select set_config('pinglu.merchants', $1, true), set_config('pinglu.operator', $2, true)`;

const scopeSettings = (scope: TransactionScope): string[] => [
  (scope.merchants ?? []).map(parseMerchantId).join(','),
  scope.operator ? 'on' : 'off',
];

function covers(outer: TransactionScope, inner: TransactionScope): boolean {
  if (outer.operator) return true;
  if (inner.operator) return false;
  const visible = new Set(outer.merchants);
  return (inner.merchants ?? []).every((merchant) => visible.has(merchant));
}

class PgTransaction implements Transaction {
  private savepoints = 0;

  constructor(
    private readonly client: ClientBase,
    readonly manager: EntityManager,
    private readonly committed: (() => void)[],
  ) {}

  async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.client.query<Row>(text, values as unknown[]);
    return result.rows;
  }

  afterCommit(action: () => void): void {
    this.committed.push(action);
  }

  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    const name = `part_${++this.savepoints}`;
    const wakesBefore = this.committed.length;
    await this.client.query(`savepoint ${name}`);
    try {
      const result = await work();
      await this.client.query(`release savepoint ${name}`);
      return result;
    } catch (error) {
      this.committed.length = wakesBefore;
      await this.client.query(`rollback to savepoint ${name}; release savepoint ${name}`);
      throw error;
    }
  }
}
