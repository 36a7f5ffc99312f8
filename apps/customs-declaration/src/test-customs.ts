import { fork, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import {
  allTopics,
  encodeEvent,
  productKey,
  shopKey,
  orderKey,
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
      const match = says.exec(said);
      if (!match) throw new Error(`it said: ${said}`);
      return match;
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

  shop(): Published<ShopSnapshot> {
    const data: ShopSnapshot = {
      shopId: this.shopId,
      merchantId: this.merchantId,
      marketplace: 'lazada',
      country: 'TH',
      currency: 'THB',
      externalSellerId: 'S-1',
      name: 'Pinglu Bangkok',
      crossBorder: true,
      status: 'connected',
      connectedAt: new Date().toISOString(),
      version: 1,
    };
    const key = shopKey(this.merchantId, this.shopId);
    return { topic: topics.shop.name, key, type: 'com.pinglu.shops.shop_connected.v1', subject: this.shopId, data };
  }

  product(sellerSku: string, changes: Partial<ProductSnapshot> = {}): Published<ProductSnapshot> {
    const data: ProductSnapshot = {
      productId: newId(),
      merchantId: this.merchantId,
      handle: sellerSku.toLowerCase(),
      title: 'Cotton T-shirt',
      titleZh: '棉制针织T恤衫',
      description: '',
      countryOfOrigin: 'CN',
      hsCode: '610910',
      status: 'active',
      skus: [{ sellerSku, options: { Size: 'M' }, barcode: null, weightGrams: 180, prices: [], initialQuantity: null }],
      version: 1,
      ...changes,
    };
    const key = productKey(data.merchantId, data.productId);
    const type = 'com.pinglu.catalog.product_saved.v1';
    return { topic: topics.product.name, key, type, subject: data.productId, data };
  }

  shipment(sellerSku: string, changes: Partial<ShipmentSnapshot> = {}): Published<ShipmentSnapshot> {
    const number = newId().replaceAll('-', '').slice(-12).toUpperCase();
    const data: ShipmentSnapshot = {
      shipmentId: newId(),
      merchantId: this.merchantId,
      shopId: this.shopId,
      marketplace: 'lazada',
      orderId: newId(),
      orderNumber: `4${number}`,
      packageId: `FP${number}`,
      trackingNumber: `LXTH${number}`,
      carrier: 'LEX TH',
      country: 'TH',
      crossBorder: true,
      status: 'packed',
      reason: null,
      lines: [{ lineId: '1', sellerSku, quantity: 2, unitPrice: { amountMinor: '19900', currency: 'THB' } }],
      packedAt: new Date().toISOString(),
      version: 1,
      ...changes,
    };
    const key = orderKey(data.merchantId, data.shopId, data.orderNumber);
    const type = 'com.pinglu.orders.shipment_packed.v1';
    return { topic: topics.shipment.name, key, type, subject: data.shipmentId, data };
  }

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

/** The same thing, with some of its data changed. */
export const changed = <D extends PublishedData>(event: Published<D>, data: Partial<D>): Published<D> => ({
  ...event,
  data: { ...event.data, ...data },
});

interface PublishedData {
  readonly merchantId: string;
  readonly version: number;
}

interface Published<Data extends PublishedData = PublishedData> {
  readonly topic: string;
  readonly key: string;
  readonly type: string;
  readonly subject: string;
  readonly data: Data;
}
