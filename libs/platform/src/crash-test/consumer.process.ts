import 'reflect-metadata';
import { topics, type DomainEvent } from '@pinglu/contracts';
import { SystemClock } from '@pinglu/kernel';
import { createDataSource } from '../database/data-source.js';
import { Transactions } from '../database/transactions.js';
import { createEventBus, type EventBusConfig } from '../event-bus/create-event-bus.js';
import { DeadLetterStore } from '../inbox/dead-letter-store.js';
import { InboxProcessor } from '../inbox/inbox-processor.js';
import { Outbox } from '../outbox/outbox.js';
import { RelayBell } from '../outbox/relay-bell.js';
import { apply, ledgerDatabase } from './ledger.js';

/** A consumer in a process of its own, to be killed. Tells its parent what became of the records it read. */
const { bus, databaseUrl } = JSON.parse(process.argv[2]!) as { bus: EventBusConfig; databaseUrl: string };
const silent = () => undefined;
const logger = { debug: silent, info: silent, warn: silent, error: silent };
const dataSource = createDataSource(ledgerDatabase, { url: databaseUrl, applicationName: 'crash-test' });
await dataSource.initialize();
const processor = new InboxProcessor({
  consumer: 'inventory',
  transactions: new Transactions(dataSource),
  deadLetters: new DeadLetterStore('inventory', new Outbox(new RelayBell()), new SystemClock()),
  logger,
  onCounted: (_topic, counts) => process.send!({ counts }),
});
await createEventBus(bus, logger).subscribe({
  group: 'inventory',
  topics: [topics.merchant.name],
  maxBatch: 100,
  handle: (records, context) =>
    processor.process({
      topic: context.topic,
      records,
      context,
      handle: (events) => apply(events as readonly DomainEvent[]),
    }),
});
process.on('disconnect', () => process.exit(0));
