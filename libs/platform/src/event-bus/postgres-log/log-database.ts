import pg from 'pg';
import type { BusLogger } from '../bus-logger.js';
import { toBusError } from './log-errors.js';
import { ensureSchema } from './schema.js';

export interface LogAddress {
  readonly url: string;
  readonly clientId: string;
}

const CONNECT_TIMEOUT_MS = 5_000;
const QUERY_TIMEOUT_MS = 30_000;
const MOST_CONNECTIONS = 4;

/** Connections to the log's database; the tables are there before anyone gets one. */
export class LogDatabase {
  private readonly pool: pg.Pool;
  private schema: Promise<void> | undefined;

  constructor(
    private readonly address: LogAddress,
    logger: BusLogger,
  ) {
    this.pool = new pg.Pool({
      connectionString: address.url,
      application_name: `${address.clientId} bus`,
      max: MOST_CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
    });
    this.pool.on('error', (error) => {
      logger.debug('An idle connection to the event log broke.', { reason: error.message });
    });
  }

  /** Runs `work` on one connection. A connection on which anything failed is not used again. */
  async use<T>(what: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    let client: pg.PoolClient | undefined;
    let failed = true;
    try {
      await this.ready();
      client = await this.pool.connect();
      const result = await work(client);
      failed = false;
      return result;
    } catch (error) {
      throw toBusError(error, what);
    } finally {
      client?.release(failed);
    }
  }

  /** Closing the connection is what ends a failed transaction, see `use`. */
  async transaction<T>(what: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.use(what, async (client) => {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      return result;
    });
  }

  /** A connection of one's own, outside the pool, for locks that live as long as it does. */
  async dedicated(purpose: string): Promise<pg.Client> {
    await this.ready();
    const client = new pg.Client({
      connectionString: this.address.url,
      application_name: `${this.address.clientId} ${purpose}`,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    await client.connect();
    return client;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private ready(): Promise<void> {
    this.schema ??= this.ensureSchema().catch((error: unknown) => {
      this.schema = undefined;
      throw error;
    });
    return this.schema;
  }

  private async ensureSchema(): Promise<void> {
    const client = await this.pool.connect();
    let failed = true;
    try {
      await ensureSchema(client);
      failed = false;
    } finally {
      client.release(failed);
    }
  }
}
