import 'reflect-metadata';
import { decodeDeadLetter, encodeEvent, topics, type DomainEvent } from '@pinglu/contracts';
import { AppError, newId, SystemClock, type EventId, type MerchantId } from '@pinglu/kernel';
import { createTestDatabase, type TestDatabase } from '@pinglu/testing';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { apply, ledgerDatabase } from '../crash-test/ledger.js';
import { createDataSource } from '../database/data-source.js';
import { migrate } from '../database/migrate.js';
import { currentTransaction, Transactions } from '../database/transactions.js';
import type { BusRecord } from '../event-bus/event-bus.js';
import { Outbox } from '../outbox/outbox.js';
import { RelayBell } from '../outbox/relay-bell.js';
import { DeadLetterStore } from './dead-letter-store.js';
import { DeadLetters } from './dead-letters.js';
import { InboxProcessor, type InboxCounts } from './inbox-processor.js';

const silent = () => undefined;
const logger = { debug: silent, info: silent, warn: silent, error: silent };
const topic = topics.merchant.name;

class Refused extends AppError {
  readonly code = 'refused';
  readonly category = 'unprocessable';
}

class UpstreamAway extends AppError {
  readonly code = 'upstream-away';
  readonly category = 'unavailable';
  override readonly retryable = true;
}

/** Real: PostgreSQL. The bus is imitated by handing over batches. */
describe('inbox', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let admin: pg.Client;
  let processor: InboxProcessor;
  let letters: DeadLetters;
  let counts: InboxCounts[];
  let offset = 0;
  /** Called by the handler before it applies a batch. */
  let obstruct: ((events: readonly DomainEvent[]) => void) | undefined;

  beforeAll(async () => {
    database = await createTestDatabase({ services: ['inventory'] });
    const { databaseUrl, migrationUrl } = database.urls.services['inventory']!;
    await migrate(ledgerDatabase, migrationUrl);
    dataSource = createDataSource(ledgerDatabase, { url: databaseUrl, applicationName: 'spec' });
    await dataSource.initialize();
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    await admin.query('set search_path to inventory');
  });
  beforeEach(async () => {
    await admin.query('truncate inbox, inbox_dead, outbox, applied');
    obstruct = undefined;
    counts = [];
    const transactions = new Transactions(dataSource);
    const store = new DeadLetterStore('inventory', new Outbox(new RelayBell()), new SystemClock());
    processor = new InboxProcessor({
      consumer: 'inventory',
      transactions,
      deadLetters: store,
      logger,
      onCounted: (_topic, counted) => counts.push(counted),
      mostAttempts: 3,
    });
    letters = new DeadLetters('inventory', transactions, store);
    letters.useHandlers((_topic, events) => handle(events));
  });
  afterAll(async () => {
    await admin.end();
    await dataSource.destroy();
    await database.drop();
  });

  const handle = async (events: readonly DomainEvent[]): Promise<void> => {
    await apply(events);
    obstruct?.(events);
  };
  const give = (records: readonly BusRecord[]) =>
    processor.process({
      topic,
      records,
      context: { group: 'inventory', topic, partition: 0, heartbeat: async () => undefined },
      handle: (events) => handle(events as readonly DomainEvent[]),
    });
  const eventOf = (merchantId: MerchantId, version: number): DomainEvent => ({
    type: 'com.pinglu.merchants.merchant_renamed.v1',
    data: {
      merchantId,
      name: `Name ${version}`,
      countryOfEstablishment: 'CN',
      status: 'active',
      registeredAt: '2026-01-01T00:00:00Z',
      version,
    },
    metadata: {
      eventId: newId<EventId>(),
      occurredAt: new Date().toISOString(),
      source: '/pinglu/gateway',
      merchantId,
      subject: merchantId,
      correlationId: newId(),
      version,
    },
  });
  const recordOf = (event: DomainEvent, changed: Partial<BusRecord> = {}): BusRecord => {
    const { key, headers, value } = encodeEvent(event, event.metadata.merchantId);
    offset += 1;
    return {
      topic,
      partition: 0,
      offset: String(offset),
      key,
      headers,
      value: Buffer.from(value!),
      timestampMs: Date.now(),
      ...changed,
    };
  };
  const appliedVersions = async (merchantId: MerchantId): Promise<number[]> =>
    (
      await admin.query<{ version: string }>('select version from applied where merchant_id = $1 order by seq', [
        merchantId,
      ])
    ).rows.map(({ version }) => Number(version));
  const merchants = () => [newId<MerchantId>(), newId<MerchantId>()] as const;
  const poison = (merchantId: MerchantId, version: number) => {
    obstruct = (events) => {
      if (events.some(({ metadata }) => metadata.merchantId === merchantId && metadata.version === version)) {
        throw new Refused('This one is not acceptable.');
      }
    };
  };

  it('applies each event once, however often and wherever it comes again', async () => {
    const [merchantId] = merchants();
    const [one, two] = [eventOf(merchantId, 1), eventOf(merchantId, 2)];
    await give([recordOf(one), recordOf(one)]);
    await give([recordOf(one), recordOf(two)]);
    expect(await appliedVersions(merchantId)).toEqual([1, 2]);
    expect(counts).toEqual([
      { applied: 1, repeated: 1, parked: 0, waiting: 0 },
      { applied: 1, repeated: 1, parked: 0, waiting: 0 },
    ]);
  });

  it('finds a repetition that comes on another day, in the partition of the day on which the event happened', async () => {
    await admin.query('select maintain_inbox(35)');
    const [merchantId] = merchants();
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    const event = eventOf(merchantId, 1);
    const old = { ...event, metadata: { ...event.metadata, occurredAt: yesterday } };
    await give([recordOf(old), recordOf(eventOf(merchantId, 2))]);
    await give([recordOf(old)]);
    expect(await appliedVersions(merchantId)).toEqual([1, 2]);
    const { rows } = await admin.query<{ part: string }>('select distinct tableoid::regclass::text as part from inbox');
    expect(rows.map(({ part }) => part).sort()).toEqual([
      `inbox_${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`,
      'inbox_default',
    ]);
  });

  it('drops partitions that are older than what is kept', async () => {
    await admin.query(
      `create table inbox_20200101 partition of inbox for values from ('2020-01-01') to ('2020-01-02')`,
    );
    await admin.query('alter table inbox_20200101 owner to pinglu_inventory_owner');
    await admin.query('select maintain_inbox(35)');
    const { rows } = await admin.query<{ gone: boolean }>(`select to_regclass('inbox_20200101') is null as gone`);
    expect(rows[0]!.gone).toBe(true);
  });

  it('sets the poisonous event aside, makes its key wait, and lets every other key go on', async () => {
    const [bad, good] = merchants();
    poison(bad, 2);
    await give([1, 2, 3].flatMap((version) => [recordOf(eventOf(bad, version)), recordOf(eventOf(good, version))]));
    await give([recordOf(eventOf(bad, 4)), recordOf(eventOf(good, 4))]);
    expect(await appliedVersions(bad)).toEqual([1]);
    expect(await appliedVersions(good)).toEqual([1, 2, 3, 4]);
    expect(counts).toEqual([
      { applied: 4, repeated: 0, parked: 1, waiting: 1 },
      { applied: 1, repeated: 0, parked: 0, waiting: 1 },
    ]);
    expect(await letters.list()).toEqual([
      expect.objectContaining({
        topic,
        errorCode: 'refused',
        errorMessage: 'This one is not acceptable.',
        attempts: 1,
        waiting: 2,
      }),
    ]);
  });

  it('tells the dead-letter topic, byte for byte, in the same transaction', async () => {
    const [bad] = merchants();
    poison(bad, 1);
    const record = recordOf(eventOf(bad, 1));
    await give([record]);
    const { rows } = await admin.query<{
      topic: string;
      key: string;
      payload: string;
      headers: Record<string, string>;
    }>('select topic, key, payload::text, headers from outbox');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ topic: `${topic}.dlq`, key: bad });
    const letter = decodeDeadLetter({ key: rows[0]!.key, headers: rows[0]!.headers, value: rows[0]!.payload });
    expect(letter.metadata.merchantId).toBe(bad);
    expect(letter.data).toMatchObject({ consumer: 'inventory', error: { code: 'refused', retryable: false } });
    expect(letter.data.original).toEqual({
      topic,
      partition: 0,
      offset: record.offset,
      key: bad,
      headers: record.headers,
      valueBase64: record.value!.toString('base64'),
    });
  });

  it('sets aside what cannot be read, whatever bytes it holds, and goes on', async () => {
    const [good] = merchants();
    const unreadable = [
      recordOf(eventOf(good, 1), {
        key: 'nul\u0000key',
        headers: { ce_type: 'a\u0000b' },
        value: Buffer.from([0xff, 0]),
      }),
      recordOf(eventOf(good, 1), { key: null, headers: {}, value: Buffer.from('{') }),
    ];
    const brokenText = recordOf(eventOf(good, 1), { key: 'other', value: Buffer.from([0xc3, 0x28]) });
    await give([...unreadable, brokenText, recordOf(eventOf(good, 2))]);
    expect(await appliedVersions(good)).toEqual([2]);
    expect(counts).toEqual([{ applied: 1, repeated: 0, parked: 3, waiting: 0 }]);
    // The same again, as after a crash: nothing new.
    await give([...unreadable, brokenText]);
    expect(await letters.list()).toHaveLength(3);
    const { rows } = await admin.query<{ n: number }>('select count(*)::int as n from outbox');
    expect(rows[0]!.n).toBe(3);
  });

  it('rejects the batch while a failure may pass, and sets aside only when it does not', async () => {
    const [bad, good] = merchants();
    obstruct = (events) => {
      if (events.some(({ metadata }) => metadata.merchantId === bad)) throw new UpstreamAway('Try later.');
    };
    const batch = [recordOf(eventOf(bad, 1)), recordOf(eventOf(good, 1))];
    await expect(give(batch)).rejects.toThrow(UpstreamAway);
    await expect(give(batch)).rejects.toThrow(UpstreamAway);
    expect(await appliedVersions(good)).toEqual([]);
    await give(batch);
    expect(await appliedVersions(good)).toEqual([1]);
    expect(await letters.list()).toEqual([expect.objectContaining({ errorCode: 'upstream-away', attempts: 3 })]);
  });

  it('never sets anything aside because the database was away', async () => {
    const [merchantId] = merchants();
    const batch = [recordOf(eventOf(merchantId, 1))];
    obstruct = () => {
      throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
    };
    for (let i = 0; i < 10; i += 1) await expect(give(batch)).rejects.toMatchObject({ code: '57P01' });
    obstruct = undefined;
    await give(batch);
    expect(await appliedVersions(merchantId)).toEqual([1]);
    expect(await letters.list()).toEqual([]);
  });

  it('handles a key again in order when it is retried, up to the next failure', async () => {
    const [bad] = merchants();
    poison(bad, 2);
    await give([1, 2, 3, 4].map((version) => recordOf(eventOf(bad, version))));
    const [letter] = await letters.list();
    expect(await letters.retry(letter!.id)).toEqual({ resolved: 0, remaining: 3 });
    expect(await letters.list()).toEqual([expect.objectContaining({ attempts: 2 })]);
    obstruct = undefined;
    expect(await letters.retry(letter!.id)).toEqual({ resolved: 3, remaining: 0 });
    expect(await appliedVersions(bad)).toEqual([1, 2, 3, 4]);
    await give([recordOf(eventOf(bad, 5))]);
    expect(await appliedVersions(bad)).toEqual([1, 2, 3, 4, 5]);
    await expect(letters.retry(letter!.id)).rejects.toMatchObject({ code: 'dead-letter-not-found' });
  });

  it('gives one record up with a note, and lets the rest of its key go on', async () => {
    const [bad] = merchants();
    poison(bad, 1);
    await give([1, 2, 3].map((version) => recordOf(eventOf(bad, version))));
    const [letter] = await letters.list();
    expect(await letters.discard(letter!.id, { note: 'The merchant asked for it.', by: 'user:ops' })).toEqual({
      resolved: 2,
      remaining: 0,
    });
    expect(await appliedVersions(bad)).toEqual([2, 3]);
    const { rows } = await admin.query<object>(
      `select state, note, resolved_by from inbox_dead where note is not null`,
    );
    expect(rows).toEqual([{ state: 'discarded', note: 'The merchant asked for it.', resolved_by: 'user:ops' }]);
  });

  it('does not set aside again what was given up, when a replay brings it', async () => {
    const [merchantId] = merchants();
    const unreadable = recordOf(eventOf(merchantId, 1), { value: Buffer.from('{') });
    await give([unreadable]);
    const [letter] = await letters.list();
    await letters.discard(letter!.id, { note: 'Written by a broken tool.', by: 'user:ops' });
    await give([unreadable, recordOf(eventOf(merchantId, 2))]);
    expect(await letters.list()).toEqual([]);
    expect(await appliedVersions(merchantId)).toEqual([2]);
    expect(counts.at(-1)).toEqual({ applied: 1, repeated: 1, parked: 0, waiting: 0 });
  });

  it('lets a handler see the merchants of its batch and nobody else', async () => {
    const [one, other] = merchants();
    let visible = '';
    obstruct = undefined;
    await processor.process({
      topic,
      records: [recordOf(eventOf(one, 1)), recordOf(eventOf(other, 1))],
      context: { group: 'inventory', topic, partition: 0, heartbeat: async () => undefined },
      handle: async () => {
        const [row] = await currentTransaction().query<{ setting: string }>(
          `select current_setting('pinglu.merchants') as setting`,
        );
        visible = row!.setting;
      },
    });
    expect(visible.split(',').sort()).toEqual([one, other].sort());
  });
});
