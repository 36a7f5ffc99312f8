import { fork, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import {
  allTopics,
  encodeEvent,
  topics,
  validateForPublishing,
  type DomainEvent,
  type ProductSnapshot,
  type ShipmentSnapshot,
  type ShopSnapshot,
} from '@pinglu/contracts';
import { newId, parseMerchantId, SystemClock, type EventId, type MerchantId } from '@pinglu/kernel';
import { createEventBus, InternalTokenSigner, scopesOfRole, type BusRecord, type EventBus } from '@pinglu/platform';
import { createTestDatabase, waitUntil, type TestDatabase } from '@pinglu/testing';
import axios, { type AxiosResponse } from 'axios';
import { Client } from 'pg';
import { productSaved, shipmentPacked, shopConnected, type Published } from './test-events.js';

const pem = (key: KeyObject, type: 'pkcs8' | 'spki'): string =>
  Buffer.from(key.export({ type, format: 'pem' })).toString('base64');
const keys = generateKeyPairSync('ed25519');
const silent = (): void => undefined;

/** A program of ours in a process of its own, and the first line it said that matches. */
async function start(
  file: string,
  env: Record<string, string>,
  says: RegExp,
): Promise<[ChildProcess, RegExpExecArray]> {
  const child = fork(resolve(__dirname, file), [], { env, execArgv: [], silent: true });
  let said = '';
  child.stdout!.on('data', (chunk) => (said += String(chunk)));
  child.stderr!.on('data', (chunk) => (said += String(chunk)));
  const match = await waitUntil(
    () => {
      if (child.exitCode !== null) throw new Error(`${file} ended: ${said}`);
      const found = says.exec(said);
      if (!found) throw new Error(`it said: ${said}`);
      return found;
    },
    { what: `${file} to be up`, deadlineMs: 30_000 },
  );
  return [child, match];
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/**
 * For specs: the built service and the built simulator of the customs gateway, each in a process of its own, over real
 * HTTP, PostgreSQL and the PostgreSQL event log. Imitated: the services whose events it reads, by their events.
 */
export class TestCustoms {
  readonly merchantId = newId<MerchantId>();
  readonly shopId = newId();
  readonly events: BusRecord[] = [];
  private service: ChildProcess | undefined;
  private serviceUrl = '';

  private constructor(
    readonly database: TestDatabase,
    readonly admin: Client,
    private readonly bus: EventBus,
    private readonly simulator: ChildProcess,
    private readonly simulatorUrl: string,
  ) {}

  static async start(): Promise<TestCustoms> {
    const database = await createTestDatabase({ services: ['customs-declaration'] });
    const admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    await admin.query('set search_path to customs_declaration');
    const bus = createEventBus(
      { kind: 'postgres-log', url: database.urls.busUrl, clientId: 'spec' },
      { debug: silent, info: silent, warn: silent, error: silent },
    );
    await bus.ensureTopics(allTopics);
    const [simulator, listens] = await start(
      '../../simulators/dist/customs-gateway/main.js',
      { PORT: '0', CUSTOMS_STEP_MS: '40' },
      /listens on (http:\S+)/,
    );
    const customs = new TestCustoms(database, admin, bus, simulator, listens[1]!);
    await customs.startService();
    await bus.subscribe({
      group: 'spec',
      topics: [topics.declaration.name],
      handle: async (records) => {
        customs.events.push(...records);
      },
    });
    return customs;
  }

  async startService(): Promise<void> {
    const { databaseUrl, migrationUrl } = this.database.urls.services['customs-declaration']!;
    const [service, up] = await start(
      '../dist/main.js',
      {
        HOST: '127.0.0.1',
        PORT: '0',
        MANAGEMENT_PORT: '0',
        DATABASE_URL: databaseUrl,
        MIGRATION_DATABASE_URL: migrationUrl,
        BUS_DATABASE_URL: this.database.urls.busUrl,
        INTERNAL_TOKEN_PUBLIC_KEY: pem(keys.publicKey, 'spki'),
        CUSTOMS_EXCHANGE_URL: this.simulatorUrl,
        CUSTOMS_SIGNER: 'demo',
        CUSTOMS_DEFAULT_DECLARANT: 'demo',
        RECEIPT_POLL_MS: '30',
        SEND_POLL_MS: '50',
        SEND_LEASE_MS: '1000',
      },
      /"port":(\d+),[^\n]*"message":"The service is up\."/,
    );
    this.service = service;
    this.serviceUrl = `http://127.0.0.1:${up[1]}`;
  }

  async killService(): Promise<void> {
    await end(this.service!, 'SIGKILL');
  }

  async stop(): Promise<void> {
    await end(this.service!, 'SIGTERM');
    await end(this.simulator, 'SIGTERM');
    await this.bus.close();
    await this.admin.end();
    await this.database.drop();
  }

  /** A call to the simulator's control door. */
  async control<T = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<T> {
    const answer = await axios.request<T>({ method, url: `${this.simulatorUrl}/_control${path}`, data: body });
    return answer.data;
  }

  async call(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    { merchantId = this.merchantId, headers = {}, body }: CallOptions = {},
  ): Promise<AxiosResponse> {
    const signer = new InternalTokenSigner(pem(keys.privateKey, 'pkcs8'), new SystemClock());
    const role = 'merchant';
    const token = await signer.sign(
      { subject: merchantId, merchantId, role, scopes: scopesOfRole[role] },
      'customs-declaration',
    );
    return axios.request({
      method,
      url: `${this.serviceUrl}${path}`,
      data: body,
      headers: { Authorization: `Bearer ${token}`, ...headers },
      validateStatus: () => true,
    });
  }

  /** Publishes what other services would. */
  async publish(events: readonly Published[]): Promise<void> {
    await this.bus.publish(
      events.map(({ topic, key, type, subject, data }) => {
        const event: DomainEvent = {
          type,
          data,
          metadata: {
            eventId: newId<EventId>(),
            occurredAt: new Date().toISOString(),
            source: '/pinglu/spec',
            merchantId: parseMerchantId(data.merchantId),
            subject,
            correlationId: newId(),
            version: data.version,
          },
        };
        validateForPublishing(event);
        const { headers, value } = encodeEvent(event, key);
        return { topic, key, headers, value: Buffer.from(value!) };
      }),
    );
  }

  shop = (): Published<ShopSnapshot> => shopConnected(this);
  product = (sku: string, changes: Partial<ProductSnapshot> = {}): Published<ProductSnapshot> =>
    productSaved(this, sku, changes);
  shipment = (sku: string, changes: Partial<ShipmentSnapshot> = {}): Published<ShipmentSnapshot> =>
    shipmentPacked(this, sku, changes);

  /** Publishes a product and waits until the service has taken it over. */
  async catalog(product: Published<ProductSnapshot>): Promise<void> {
    await this.publish([product]);
    const { productId, version } = product.data;
    await waitUntil(
      async () => {
        const known = `select from item where product_id = $1 and version = $2`;
        return (await this.admin.query(known, [productId, version])).rowCount === product.data.skus.length;
      },
      { what: 'the product to be known' },
    );
  }

  /** The declaration of an order, once it has this status. */
  declared(orderNumber: string, status: string): Promise<Shown> {
    return waitUntil(
      async () => {
        const { data } = await this.call('GET', `/api/v1/declarations?orderNumber=${orderNumber}`);
        const [found] = (data as { items: Shown[] }).items;
        if (found && found.status !== status) throw new Error(`It is ${JSON.stringify(found)}.`);
        return found;
      },
      { what: `the declaration of ${orderNumber} to be ${status}`, deadlineMs: 20_000 },
    );
  }

  /** A released declaration, once the mailboxes of all three firms have been read: the list may be released before. */
  answered(orderNumber: string): Promise<Shown> {
    return waitUntil(
      async () => {
        const declaration = await this.declared(orderNumber, 'released');
        const stored = declaration.receipts.filter(({ code }) => code === '120');
        return stored.length === 3 && declaration;
      },
      { what: `all three documents of ${orderNumber} to be answered`, deadlineMs: 20_000 },
    );
  }

  /** Types of the events published about an order, oldest first. */
  typesOf(orderNumber: string): string[] {
    return this.events
      .filter(({ key }) => key?.endsWith(`/${orderNumber}`))
      .map(({ headers }) => headers['ce_type']!.split('.').at(-2)!);
  }
}

export interface Shown {
  readonly declarationId: string;
  readonly status: string;
  readonly shopName: string | null;
  readonly attempt: number;
  readonly listNumber: string | null;
  readonly version: number;
  readonly problems: { code: string; field: string | null; cause: Both; advice: Both }[];
  readonly receipts: { document: string; code: string }[];
}
interface Both {
  readonly en: string;
  readonly zh: string;
}

interface CallOptions {
  readonly merchantId?: MerchantId;
  readonly headers?: Record<string, string>;
  readonly body?: object;
}
