import { generateKeyPairSync } from 'node:crypto';
import { newId, SystemClock, type Clock } from '@pinglu/kernel';
import { JsonLogger, startService, type LogLevel, type RunningService } from '@pinglu/platform';
import { createTestDatabase, type TestDatabase } from '@pinglu/testing';
import { Client } from 'pg';
import { formatApiKey, newCredentials } from './api-key/api-key.js';
import { readGatewayConfig } from './config.js';
import { gatewayService } from './service.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

export interface CallOptions {
  readonly method?: string;
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestGatewayOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
  readonly logLevel?: LogLevel;
}

const pair = generateKeyPairSync('ed25519');
const base64 = (pem: string | Buffer): string => Buffer.from(pem).toString('base64');
export const testPublicKey = base64(pair.publicKey.export({ type: 'spki', format: 'pem' }));
const testPrivateKey = base64(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));

export const testServiceSecret = Buffer.alloc(32, 1).toString('base64');
const nobody = 'http://127.0.0.1:1';

/** For specs: the whole gateway in this process, over real HTTP, PostgreSQL and the PostgreSQL event log. */
export class TestGateway {
  readonly lines: string[] = [];
  readonly operatorKey = formatApiKey(newCredentials(new Date()));
  /** Looks at everything: the superuser, whom row-level security does not bind. */
  readonly admin: Client;

  private constructor(
    readonly database: TestDatabase,
    private readonly options: TestGatewayOptions,
  ) {
    this.admin = new Client({ connectionString: database.adminUrl });
  }

  private service: RunningService;

  static async start(options: TestGatewayOptions = {}): Promise<TestGateway> {
    const gateway = new TestGateway(await createTestDatabase({ services: ['gateway'] }), options);
    await gateway.admin.connect();
    gateway.service = await gateway.startProcess();
    return gateway;
  }

  /** One more process of the same gateway, on the same database. */
  startProcess(env: Readonly<Record<string, string>> = {}): Promise<RunningService> {
    const config = readGatewayConfig(this.environment(env));
    const logger = new JsonLogger({
      service: 'gateway',
      level: this.options.logLevel ?? 'debug',
      destination: { write: (line) => this.lines.push(line) },
    });
    return startService(gatewayService(config), { logger, clock: this.options.clock ?? new SystemClock() });
  }

  /** What a process of this gateway is started with. */
  environment(env: Readonly<Record<string, string>> = {}): Record<string, string> {
    const urls = this.database.urls.services['gateway']!;
    return {
      HOST: '127.0.0.1',
      PORT: '0',
      MANAGEMENT_PORT: '0',
      DATABASE_URL: urls.databaseUrl,
      MIGRATION_DATABASE_URL: urls.migrationUrl,
      BUS_DATABASE_URL: this.database.urls.busUrl,
      INTERNAL_TOKEN_PUBLIC_KEY: testPublicKey,
      INTERNAL_TOKEN_PRIVATE_KEY: testPrivateKey,
      BOOTSTRAP_OPERATOR_KEY: this.operatorKey,
      INTERNAL_SERVICE_SECRET: testServiceSecret,
      CREDENTIALS_KEY: Buffer.alloc(32, 2).toString('base64'),
      INVENTORY_URL: nobody,
      CATALOG_URL: nobody,
      ORDERS_URL: nobody,
      CUSTOMS_URL: nobody,
      SETTLEMENT_URL: nobody,
      CALLS_AT_ONCE: '100000',
      SHUTDOWN_GRACE_MS: '2000',
      ...this.options.env,
      ...env,
    };
  }

  get url(): string {
    return `http://127.0.0.1:${this.service.port}`;
  }

  async call(path: string, { method, key = this.operatorKey, body, headers }: CallOptions = {}): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(key !== '' && { 'x-api-key': key }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
    const parsed = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: response.status, headers: response.headers, body: parsed, text };
  }

  /** A POST with an Idempotency-Key of its own, unless one is given. */
  post(path: string, body: unknown, options: CallOptions & { idempotencyKey?: string } = {}): Promise<Answer> {
    const headers = { 'idempotency-key': options.idempotencyKey ?? newId(), ...options.headers };
    return this.call(path, { ...options, method: 'POST', body, headers });
  }

  /** Registers a merchant and answers its id and a key of the role merchant. */
  async merchant(name = 'Nanning Pinglu Trading'): Promise<{ merchantId: string; key: string; tag: string }> {
    const registered = await this.post('/api/v1/merchants', { name });
    const merchantId = String(registered.body['merchantId']);
    const issued = await this.post(`/api/v1/merchants/${merchantId}/api-keys`, { label: 'spec', role: 'merchant' });
    return { merchantId, key: String(issued.body['secret']), tag: registered.headers.get('etag')! };
  }

  async rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.admin.query<Row>(sql, values)).rows;
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.admin.end();
    await this.database.drop();
  }
}
