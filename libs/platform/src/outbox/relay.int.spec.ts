import 'reflect-metadata';
import { allTopics, topics, type DomainEvent } from '@pinglu/contracts';
import { newId, type MerchantId } from '@pinglu/kernel';
import { createTestDatabase, waitUntil, type TestDatabase } from '@pinglu/testing';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { change, ledgerDatabase } from '../crash-test/ledger.js';
import { createDataSource } from '../database/data-source.js';
import { migrate } from '../database/migrate.js';
import { NoTransactionError, Transactions } from '../database/transactions.js';
import { createEventBus } from '../event-bus/create-event-bus.js';
import { BusUnavailableError, RecordRefusedError, type EventBus, type OutgoingRecord } from '../event-bus/event-bus.js';
import { OutboxDeadLetters } from './outbox-dead-letters.js';
import { Outbox } from './outbox.js';
import { RelayBell } from './relay-bell.js';
import { OutboxRelay } from './relay.js';

const silent = () => undefined;
const logger = { debug: silent, info: silent, warn: silent, error: silent };

/** Real: PostgreSQL and the event log on it. `publish` can be made to fail first. */
describe('outbox and relay', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let transactions: Transactions;
  let admin: pg.Client;
  let bus: EventBus;
  const bell = new RelayBell();
  const outbox = new Outbox(bell);
  const published: OutgoingRecord[] = [];
  const relays: OutboxRelay[] = [];
  let obstruct: ((records: readonly OutgoingRecord[]) => void) | undefined;

  beforeAll(async () => {
    database = await createTestDatabase({ services: ['inventory'] });
    const { databaseUrl, migrationUrl } = database.urls.services['inventory']!;
    await migrate(ledgerDatabase, migrationUrl);
    dataSource = createDataSource(ledgerDatabase, { url: databaseUrl, applicationName: 'spec' });
    await dataSource.initialize();
    transactions = new Transactions(dataSource);
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    await admin.query('set search_path to inventory');
    bus = createEventBus({ kind: 'postgres-log', url: database.urls.busUrl, clientId: 'spec' }, logger);
    await bus.ensureTopics(allTopics);
    const publish = bus.publish.bind(bus);
    bus.publish = async (records) => {
      obstruct?.(records);
      await publish(records);
      published.push(...records);
    };
  });
  beforeEach(async () => {
    published.length = 0;
    obstruct = undefined;
    await admin.query('truncate outbox, outbox_dead, aggregate');
  });
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
  });
  afterAll(async () => {
    await bus.close();
    await admin.end();
    await dataSource.destroy();
    await database.drop();
  });

  const startRelay = (): OutboxRelay => {
    const databaseUrl = database.urls.services['inventory']!.databaseUrl;
    const relay = new OutboxRelay({ databaseUrl, applicationName: 'spec', bus, bell, logger });
    relays.push(relay);
    relay.start();
    return relay;
  };
  const newMerchant = async (): Promise<MerchantId> => {
    const merchantId = newId<MerchantId>();
    await admin.query('insert into aggregate values ($1, 0)', [merchantId]);
    return merchantId;
  };
  const changeOf = (merchantId: MerchantId) =>
    transactions.run({ merchants: [merchantId] }, () => change(outbox, merchantId));
  const waiting = async () => (await admin.query<{ n: number }>('select count(*)::int as n from outbox')).rows[0]!.n;
  const versionsOf = (key: string) =>
    published.filter((record) => record.key === key).map(({ headers }) => Number(headers['ce_sequence']));

  it('publishes what was committed, once and in order, and empties the table', async () => {
    const [one, other] = [await newMerchant(), await newMerchant()];
    for (const merchantId of [one, other, one, one]) await changeOf(merchantId);
    startRelay();
    await waitUntil(async () => (await waiting()) === 0, { what: 'the outbox to be empty' });
    expect(versionsOf(one)).toEqual([1, 2, 3]);
    expect(versionsOf(other)).toEqual([1]);
  });

  it('publishes nothing of a transaction that was rolled back', async () => {
    const merchantId = await newMerchant();
    const attempt = transactions.run({ merchants: [merchantId] }, async () => {
      await change(outbox, merchantId);
      throw new Error('changed my mind');
    });
    await expect(attempt).rejects.toThrow('changed my mind');
    await changeOf(merchantId);
    startRelay();
    await waitUntil(() => published.length > 0, { what: 'the second event' });
    expect(versionsOf(merchantId)).toEqual([1]);
  });

  it('takes no event outside a transaction, and none that breaks its contract', async () => {
    const merchantId = await newMerchant();
    const event: DomainEvent = {
      type: 'com.pinglu.merchants.merchant_renamed.v1',
      data: { merchantId, name: '', version: 1 },
      metadata: {
        eventId: newId(),
        occurredAt: new Date().toISOString(),
        source: '/pinglu/gateway',
        merchantId,
        subject: merchantId,
        correlationId: newId(),
        version: 1,
      },
    };
    const item = { topic: topics.merchant.name, key: merchantId, event };
    await expect(outbox.write([item])).rejects.toThrow(NoTransactionError);
    await expect(transactions.run({ merchants: [merchantId] }, () => outbox.write([item]))).rejects.toMatchObject({
      code: 'invalid-event',
    });
    expect(await waiting()).toBe(0);
  });

  it('keeps everything while the bus is away, and goes on in order when it is back', async () => {
    const merchantId = await newMerchant();
    let refusals = 0;
    obstruct = () => {
      refusals += 1;
      throw new BusUnavailableError('The bus is away.');
    };
    startRelay();
    for (let i = 0; i < 5; i += 1) await changeOf(merchantId);
    await waitUntil(() => refusals > 1, { what: 'two attempts' });
    expect(await waiting()).toBe(5);
    obstruct = undefined;
    await waitUntil(async () => (await waiting()) === 0, { what: 'the outbox to be empty' });
    expect(versionsOf(merchantId)).toEqual([1, 2, 3, 4, 5]);
  });

  it('lets one of two relay, and the other take over', async () => {
    const first = startRelay();
    await waitUntil(() => first.isActive, { what: 'the first to relay' });
    const second = startRelay();
    const merchantId = await newMerchant();
    await changeOf(merchantId);
    await waitUntil(async () => (await waiting()) === 0, { what: 'the outbox to be empty' });
    expect(second.isActive).toBe(false);
    await first.stop();
    await waitUntil(() => second.isActive, { what: 'the second to take over' });
    await changeOf(merchantId);
    await waitUntil(() => versionsOf(merchantId).length === 2, { what: 'the second event' });
  });

  it('sets a refused event aside, halts its key and no other, and goes on when it is given up', async () => {
    const [bad, good] = [await newMerchant(), await newMerchant()];
    for (let i = 0; i < 3; i += 1) {
      await changeOf(bad);
      await changeOf(good);
    }
    obstruct = (records) => {
      if (records.some(({ key, headers }) => key === bad && headers['ce_sequence'] === '2')) {
        throw new RecordRefusedError('The bus will never take this.');
      }
    };
    startRelay();
    await waitUntil(() => versionsOf(good).length === 3, { what: 'the good key to go on' });
    await changeOf(bad);
    await changeOf(good);
    await waitUntil(() => versionsOf(good).length === 4, { what: 'the good key to go on' });
    expect(versionsOf(bad)).toEqual([1]);
    const letters = new OutboxDeadLetters(transactions, bell);
    const [letter, ...others] = await letters.list();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ topic: topics.merchant.name, reason: 'The bus will never take this.' });
    const why = { note: 'Sent by hand.', by: 'user:ops' };
    await letters.discard(letter!.seq, why);
    await waitUntil(() => versionsOf(bad).length === 3, { what: 'the rest of the bad key' });
    expect(versionsOf(bad)).toEqual([1, 3, 4]);
    await expect(letters.discard(letter!.seq, why)).rejects.toMatchObject({ code: 'refused-event-not-found' });
  });
});
