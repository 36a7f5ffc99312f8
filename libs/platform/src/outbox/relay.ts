import pg from 'pg';
import type { BusLogger } from '../event-bus/bus-logger.js';
import { RecordRefusedError, type EventBus, type OutgoingRecord } from '../event-bus/event-bus.js';
import { backoffMs } from '../event-bus/waiting.js';
import type { RelayBell } from './relay-bell.js';

export interface RelayOptions {
  /** Of the application role: its `search_path` says whose outbox this is. */
  readonly databaseUrl: string;
  readonly applicationName: string;
  readonly bus: EventBus;
  readonly bell: RelayBell;
  readonly logger: BusLogger;
  readonly onPublished?: (count: number) => void;
  readonly batchSize?: number;
}

interface OutboxRow {
  readonly seq: string;
  readonly topic: string;
  readonly key: string;
  readonly payload: string;
  readonly headers: Record<string, string>;
}

const BATCH_SIZE = 1_000;
/** The net under the bell: other processes of this service write too. */
const POLL_MS = 50;
/** How often one that is not the relay looks whether the one that is has gone. */
const STANDBY_MS = 1_000;

/**
 * Brings the outbox to the bus: one relay per service, whoever holds the lock. Reads in `seq` order without holding a
 * transaction, publishes, then deletes. A crash in between repeats a batch, which the consumers' inboxes drop.
 *
 * One reader and no cursor, because this is the only form that keeps the order of a key under long transactions: for
 * one key `seq` follows the lock, and a snapshot that shows a row shows the earlier rows of its key too.
 */
export class OutboxRelay {
  private stopping = false;
  private ended: Promise<void> = Promise.resolve();
  private failuresInARow = 0;
  private relaying = false;

  constructor(private readonly options: RelayOptions) {}

  start(): void {
    this.ended = this.supervise();
  }

  /** Ends after the batch at hand. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.options.bell.ring();
    await this.ended;
  }

  /** True in the one process of the service that relays now. */
  get isActive(): boolean {
    return this.relaying;
  }

  private async supervise(): Promise<void> {
    const { bell, logger } = this.options;
    while (!this.stopping) {
      try {
        await this.withConnection((client) => this.relayUntilStopped(client));
      } catch (error) {
        const retryInMs = backoffMs(this.failuresInARow++);
        logger.warn('The outbox relay stopped and starts again. No event is lost.', { error, retryInMs });
        const wakeAt = Date.now() + retryInMs;
        while (!this.stopping && Date.now() < wakeAt) await bell.wait(wakeAt - Date.now());
      } finally {
        this.relaying = false;
      }
    }
  }

  private async withConnection(work: (client: pg.Client) => Promise<void>): Promise<void> {
    const { databaseUrl, applicationName } = this.options;
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: `${applicationName} relay`,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    // The next query fails with the reason; an error without a listener would end the process.
    client.on('error', () => undefined);
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async relayUntilStopped(client: pg.Client): Promise<void> {
    const { bell } = this.options;
    while (!this.stopping && !(await tryLock(client))) await bell.wait(STANDBY_MS);
    this.relaying = true;
    while (!this.stopping) {
      const rows = await this.waiting(client);
      if (rows.length === 0) {
        await bell.wait(POLL_MS);
        continue;
      }
      await this.relay(client, rows);
      this.failuresInARow = 0;
    }
  }

  private async waiting(client: pg.Client): Promise<OutboxRow[]> {
    const { rows } = await client.query<OutboxRow>({
      name: 'outbox-waiting',
      text: `select seq, topic, key, payload::text as payload, headers from outbox o
             where not exists (
               select from outbox_dead d where d.topic = o.topic and d.key = o.key and d.resolved_at is null
             )
             order by seq limit $1`,
      values: [this.options.batchSize ?? BATCH_SIZE],
    });
    return rows;
  }

  private async relay(client: pg.Client, rows: readonly OutboxRow[]): Promise<void> {
    try {
      await this.options.bus.publish(rows.map(toRecord));
    } catch (error) {
      if (!(error instanceof RecordRefusedError)) throw error;
      await this.relayHalves(client, rows, error);
      return;
    }
    await client.query({
      name: 'outbox-published',
      text: 'delete from outbox where seq = any($1::bigint[])',
      values: [rows.map(({ seq }) => seq)],
    });
    this.options.onPublished?.(rows.length);
  }

  /** The bus refused one of them for good: finds it by halves, sets it aside with its reason, and halts its key only. */
  private async relayHalves(client: pg.Client, rows: readonly OutboxRow[], error: RecordRefusedError): Promise<void> {
    if (rows.length === 1) {
      await this.setAside(client, rows[0]!, error);
      return;
    }
    const middle = rows.length >> 1;
    await this.relay(client, rows.slice(0, middle));
    // Read again and not just sent: a key that was halted in the first half must not go on in the second.
    const halted = await haltedKeys(client);
    const rest = rows.slice(middle).filter(({ topic, key }) => !halted.has(`${topic}\n${key}`));
    if (rest.length > 0) await this.relay(client, rest);
  }

  private async setAside(client: pg.Client, row: OutboxRow, error: RecordRefusedError): Promise<void> {
    await client.query(
      `with dead as (delete from outbox where seq = $1 returning *)
       insert into outbox_dead (seq, event_id, topic, key, version, type, payload, headers, created_at, reason)
       select seq, event_id, topic, key, version, type, payload, headers, created_at, $2 from dead`,
      [row.seq, error.message],
    );
    this.options.logger.error('The bus refuses an event for good; its key waits until it is resolved.', {
      topic: row.topic,
      seq: row.seq,
      error,
    });
  }
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    `select pg_try_advisory_lock(hashtextextended('pinglu-outbox-relay/' || current_schema(), 0)) as locked`,
  );
  return rows[0]!.locked;
}

async function haltedKeys(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query<{ topic: string; key: string }>(
    'select distinct topic, key from outbox_dead where resolved_at is null',
  );
  return new Set(rows.map(({ topic, key }) => `${topic}\n${key}`));
}

const toRecord = (row: OutboxRow): OutgoingRecord => ({
  topic: row.topic,
  key: row.key,
  headers: row.headers,
  value: Buffer.from(row.payload),
});
