import { topics, type DomainEvent, type MerchantEvent } from '@pinglu/contracts';
import { SystemClock, type MerchantId } from '@pinglu/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { ServiceDatabase } from '../database/data-source.js';
import { platformMigrations } from '../database/platform-migrations.js';
import { currentTransaction } from '../database/transactions.js';
import { EventFactory } from '../outbox/event-factory.js';
import type { Outbox } from '../outbox/outbox.js';

/**
 * The smallest service that can be wrong: an aggregate whose version rises with every event, and a reader that writes
 * down every event it applies. What the reader wrote is compared with what was committed.
 */
class CreateLedger1767225600900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table aggregate (merchant_id uuid primary key, version bigint not null)`);
    await runner.query(`create table scribble (id bigint generated always as identity primary key, writer int)`);
    await runner.query(`
      create table applied (
        seq bigint generated always as identity primary key, event_id uuid not null, merchant_id uuid not null,
        version bigint not null
      )
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

export const ledgerDatabase: ServiceDatabase = {
  entities: [],
  migrations: [...platformMigrations, CreateLedger1767225600900],
};

const events = new EventFactory('gateway', new SystemClock());

/** One change: takes the aggregate's lock by updating it, then writes its event. To be run in a transaction. */
export async function change(outbox: Outbox, merchantId: MerchantId): Promise<void> {
  const [row] = await currentTransaction().query<{ version: string }>(
    'update aggregate set version = version + 1 where merchant_id = $1 returning version',
    [merchantId],
  );
  const version = Number(row!.version);
  const event = events.create({
    type: 'com.pinglu.merchants.merchant_renamed.v1',
    data: {
      merchantId,
      name: `Name ${version}`,
      countryOfEstablishment: 'CN',
      status: 'active',
      registeredAt: '2026-01-01T00:00:00Z',
      version,
    },
    merchantId,
    subject: merchantId,
    version,
  }) satisfies MerchantEvent;
  await outbox.write([{ topic: topics.merchant.name, key: merchantId, event }]);
}

/** The reader's effect: one row per event, in the order of application. */
export async function apply(batch: readonly DomainEvent[]): Promise<void> {
  await currentTransaction().query(
    `insert into applied (event_id, merchant_id, version)
     select e, m, v from unnest($1::uuid[], $2::uuid[], $3::bigint[]) with ordinality as t(e, m, v, n) order by n`,
    [
      batch.map(({ metadata }) => metadata.eventId),
      batch.map(({ metadata }) => metadata.merchantId),
      batch.map(({ metadata }) => metadata.version),
    ],
  );
}

export interface Verdict {
  readonly produced: number;
  readonly applied: number;
  /** Events applied a second time. */
  readonly doubled: number;
  /** Places where the version of an aggregate did not rise by exactly one. */
  readonly outOfOrder: number;
}

/** Compares what was committed with what was applied. Run it as the superuser. */
export const VERDICT = `
  select (select coalesce(sum(version), 0)::int from aggregate) as produced,
         (select count(*)::int from applied) as applied,
         (select count(*)::int - count(distinct event_id)::int from applied) as doubled,
         (select count(*)::int from (
            select version - lag(version, 1, 0::bigint) over (partition by merchant_id order by seq) as step from applied
          ) steps where step <> 1) as "outOfOrder"
`;
