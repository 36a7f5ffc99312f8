import { currentTransaction, type Transactions } from '../database/transactions.js';
import type { EventBusServer } from '../event-bus/event-bus-server.js';
import type { EventBus } from '../event-bus/event-bus.js';
import type { InboxCounts } from '../inbox/inbox-processor.js';
import type { Metrics } from '../metrics/metrics.js';

export interface Watched {
  readonly service: string;
  readonly bus: EventBus;
  readonly server: EventBusServer;
  readonly transactions: Transactions;
}

/** What an operator watches of the events of a service. The gauges are read when somebody asks. */
export function messagingMetrics(metrics: Metrics) {
  const published = metrics.counter('outbox_published_total', 'Events brought to the bus, repetitions included.');
  const inbox = metrics.counter('inbox_records_total', 'Records read, by what became of them.', ['topic', 'outcome']);
  return {
    countPublished: (count: number): void => published.inc(count),
    countInbox: (topic: string, counts: InboxCounts): void => {
      for (const [outcome, count] of Object.entries<number>({ ...counts }))
        if (count > 0) inbox.inc({ topic, outcome }, count);
    },
    watch: ({ service, bus, server, transactions }: Watched): void => {
      const age = metrics.gauge('outbox_oldest_seconds', 'Age of the oldest event that waits in the outbox.');
      const dead = metrics.gauge('dead_letters', 'Records and events set aside and not yet resolved.', ['kind']);
      metrics.gauge('outbox_waiting', 'Events that wait in the outbox.', [], async (gauge) => {
        const row = await transactions.run({}, () => readWaiting(service));
        gauge.set(row.waiting);
        age.set(row.oldest_seconds);
        dead.set({ kind: 'outbox' }, row.refused);
        dead.set({ kind: 'inbox' }, row.parked);
        dead.set({ kind: 'behind-parked' }, row.behind);
      });
      metrics.gauge(
        'consumer_lag',
        'Records this service has not done with, by topic.',
        ['topic', 'partition'],
        async (gauge) => {
          for (const { topic, partition, lag } of await bus.lag(service, server.topics)) {
            gauge.set({ topic, partition: String(partition) }, lag);
          }
        },
      );
    },
  };
}

interface Waiting {
  waiting: number;
  oldest_seconds: number;
  refused: number;
  parked: number;
  behind: number;
}

async function readWaiting(service: string): Promise<Waiting> {
  const [row] = await currentTransaction().query<Waiting>(
    `select (select count(*)::int from outbox) as waiting,
            (select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 from outbox)
              as oldest_seconds,
            (select count(*)::int from outbox_dead where resolved_at is null) as refused,
            (select count(*)::int from inbox_dead where consumer = $1 and state = 'parked') as parked,
            (select count(*)::int from inbox_dead where consumer = $1 and state = 'waiting') as behind`,
    [service],
  );
  return row!;
}
