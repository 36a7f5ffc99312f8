import { fork, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import {
  encodeEvent,
  listingKey,
  orderKey,
  pushKey,
  shopKey,
  topics,
  type DeclarationSnapshot,
  type DomainEvent,
  type OrderSnapshot,
  type ShipmentSnapshot,
} from '@pinglu/contracts';
import { newId, SystemClock, type EventId, type MerchantId, type ShopId } from '@pinglu/kernel';
import {
  createEventBus,
  EventBus,
  InternalTokenSigner,
  JsonLogger,
  loadConfig,
  scopesOfRole,
  startService,
  type OutgoingRecord,
  type RunningService,
  type Subscription,
} from '@pinglu/platform';
import { createTestDatabase, waitUntil, type TestDatabase } from '@pinglu/testing';
import axios from 'axios';
import { OrderIngestionConfig } from './config.js';
import { orderIngestionService } from './service.js';
import { TestMarketplace } from './test-marketplace.js';

// Real: PostgreSQL, the event bus on it, HTTP, tokens, the adapter of the marketplace. Imitated: the gateway, the other
// services by their events, and the marketplace by an HTTP server of its own.

const pem = (key: { export(options: object): string | Buffer }, type: 'pkcs8' | 'spki') =>
  Buffer.from(key.export({ type, format: 'pem' })).toString('base64');
const silent = () => undefined;
/** `waitUntil` with time to spare: it is used up by a failure only, and the machine may be busy with other specs. */
export const eventually: typeof waitUntil = (check, options) => waitUntil(check, { deadlineMs: 60_000, ...options });

const MAIN = resolve(__dirname, '../dist/main.js');

export interface TestShop {
  readonly merchantId: MerchantId;
  readonly shopId: ShopId;
  readonly crossBorder: boolean;
}

export interface HeardEvent<D> {
  readonly type: string;
  readonly key: string | null;
  readonly data: D;
  readonly text: string;
}

/** The service on engines of its own, and all that a spec needs to talk to it and to hear it. */
export class TestOrderIngestion {
  readonly log: string[] = [];
  readonly orderEvents: HeardEvent<OrderSnapshot>[] = [];
  readonly shipmentEvents: HeardEvent<ShipmentSnapshot>[] = [];
  private readonly keys = generateKeyPairSync('ed25519');
  private readonly signer = new InternalTokenSigner(pem(this.keys.privateKey, 'pkcs8'), new SystemClock());
  private readonly secret = randomBytes(32).toString('base64');
  private running: RunningService | undefined;
  private process: ChildProcess | undefined;
  private listener: Subscription;

  private constructor(
    readonly database: TestDatabase,
    readonly marketplace: TestMarketplace,
    readonly bus: EventBus,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<TestOrderIngestion> {
    const database = await createTestDatabase({ services: ['order-ingestion'] });
    const bus = createEventBus(
      { kind: 'postgres-log', url: database.urls.busUrl, clientId: 'spec' },
      { debug: silent, info: silent, warn: silent, error: silent },
    );
    const test = new TestOrderIngestion(database, await TestMarketplace.start(), bus, settings);
    await test.startService();
    test.listener = await bus.subscribe({
      group: `spec-${newId()}`,
      topics: [topics.order.name, topics.shipment.name],
      handle: async (records) => {
        for (const { topic, key, headers, value } of records) {
          const text = JSON.stringify(headers) + String(value);
          const event = { type: headers['ce_type']!, key, data: JSON.parse(String(value)) as never, text };
          (topic === topics.order.name ? test.orderEvents : test.shipmentEvents).push(event);
        }
      },
    });
    return test;
  }

  async stop(): Promise<void> {
    await this.listener.stop();
    await this.bus.close();
    await this.running?.stop();
    if (this.process) await this.killProcess();
    await this.marketplace.stop();
    await this.database.drop();
  }

  async startService(): Promise<void> {
    const config = loadConfig(OrderIngestionConfig, this.environment());
    const destination = { write: (line: string) => void this.log.push(line) };
    this.running = await startService(orderIngestionService(config), {
      logger: new JsonLogger({ service: 'order-ingestion', level: 'debug', destination }),
    });
    await eventually(() => this.ready(this.running!.managementPort), { what: 'the service to be ready' });
  }

  async stopService(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  /** As in production: the built program in a process of its own, which can be killed. */
  startProcess(): void {
    this.process = fork(MAIN, [], { env: { ...this.environment(), LOG_LEVEL: 'warn' }, execArgv: [] });
  }

  async killProcess(): Promise<void> {
    const process = this.process!;
    this.process = undefined;
    if (process.exitCode !== null || process.signalCode !== null) return;
    const gone = once(process, 'exit');
    process.kill('SIGKILL');
    await gone;
  }

  /** A merchant with one shop that sells TEA-100 as 2001. */
  async connectShop({ crossBorder = false }: { crossBorder?: boolean } = {}): Promise<TestShop> {
    const shop = { merchantId: newId<MerchantId>(), shopId: newId<ShopId>(), crossBorder };
    const data = {
      ...shop,
      ...{ marketplace: 'lazada', country: 'TH', currency: 'THB', name: 'Nanning Tea', status: 'connected' },
      ...{ externalSellerId: '100200300', connectedAt: new Date().toISOString(), version: 1 },
    };
    const record = this.record(topics.shop.name, shopKey(shop.merchantId, shop.shopId), {
      ...{ type: 'com.pinglu.shops.shop_connected.v1', data, subject: shop.shopId },
    });
    await this.bus.publish([record]);
    await this.list(shop, [{ sellerSku: 'TEA-100', externalSkuId: '2001' }]);
    await this.allHandled();
    return shop;
  }

  async list(shop: TestShop, variants: readonly { sellerSku: string; externalSkuId: string }[]): Promise<void> {
    const [listingId, productId] = [newId(), newId()];
    const data = {
      ...{ listingId, merchantId: shop.merchantId, shopId: shop.shopId, marketplace: 'lazada', productId },
      ...{ status: 'published', externalItemId: '1001', problems: [], changedAt: new Date().toISOString(), version: 1 },
      variants: variants.map((variant) => ({ ...variant, price: { amountMinor: '19900', currency: 'THB' } })),
    };
    const key = listingKey(shop.merchantId, shop.shopId, productId);
    const type = 'com.pinglu.catalog.listing_published.v1';
    await this.bus.publish([this.record(topics.listing.name, key, { type, data, subject: listingId })]);
  }

  push({ merchantId, shopId }: TestShop, reference: string): OutgoingRecord {
    const pushId = newId();
    const data = {
      ...{ pushId, merchantId, shopId, marketplace: 'lazada', kind: 'order', reference, raw: '{}', version: 1 },
      receivedAt: new Date().toISOString(),
    };
    const type = 'com.pinglu.marketplace.push_received.v1';
    return this.record(topics.lazadaPush.name, pushKey(merchantId, shopId, reference), { type, data, subject: pushId });
  }

  /** What inventory says of an order; a refusal is for want of its last line alone. */
  async reserve(order: OrderSnapshot, status: 'reserved' | 'refused' = 'reserved'): Promise<void> {
    const reservationId = newId();
    const { merchantId, shopId, marketplace, orderId, orderNumber } = order;
    const data = {
      ...{ reservationId, merchantId, shopId, marketplace, orderId, orderNumber, status, version: 1 },
      lines: order.lines
        .filter(({ mapped }) => mapped)
        .map(({ lineId, sellerSku, quantity }, index, all) => {
          const refused = status === 'refused' && index === all.length - 1;
          return {
            ...{ lineId, sellerSku, quantity, status: refused ? 'refused' : 'reserved' },
            reason: refused ? 'There are only 0 left.' : null,
          };
        }),
      changedAt: new Date().toISOString(),
    };
    const name = status === 'reserved' ? 'order_reserved' : 'reservation_refused';
    const fact = { type: `com.pinglu.inventory.${name}.v1`, data, subject: reservationId };
    await this.bus.publish([this.record(topics.reservation.name, orderKey(merchantId, shopId, orderNumber), fact)]);
  }

  async declare(
    shipment: ShipmentSnapshot,
    { status, problems = [], version = 1 }: Pick<DeclarationSnapshot, 'status'> & Partial<DeclarationSnapshot>,
  ): Promise<void> {
    const { merchantId, shopId, marketplace, orderId, orderNumber, shipmentId, trackingNumber } = shipment;
    const declarationId = newId();
    const data = {
      ...{ declarationId, merchantId, shopId, marketplace, orderId, orderNumber, shipmentId, trackingNumber },
      ...{ status, listNumber: null, problems, receipts: [], changedAt: new Date().toISOString(), version },
    };
    const fact = { type: `com.pinglu.customs.declaration_${status}.v1`, data, subject: declarationId };
    await this.bus.publish([this.record(topics.declaration.name, orderKey(merchantId, shopId, orderNumber), fact)]);
  }

  ordersOf(orderNumber: string): HeardEvent<OrderSnapshot>[] {
    return this.orderEvents.filter(({ data }) => data.orderNumber === orderNumber);
  }

  parcelsOf(orderNumber: string): HeardEvent<ShipmentSnapshot>[] {
    return this.shipmentEvents.filter(({ data }) => data.orderNumber === orderNumber);
  }

  /** The event of an order, or of its parcel, whose type ends so. */
  async heard(orderNumber: string, name: string): Promise<HeardEvent<OrderSnapshot>> {
    return eventually(() => this.ordersOf(orderNumber).find(({ type }) => type.endsWith(`.${name}.v1`)), {
      what: `${name} of ${orderNumber}`,
    });
  }

  async heardParcel(orderNumber: string, name: string): Promise<HeardEvent<ShipmentSnapshot>> {
    return eventually(() => this.parcelsOf(orderNumber).find(({ type }) => type.endsWith(`.${name}.v1`)), {
      what: `${name} of ${orderNumber}`,
    });
  }

  async get(path: string, merchantId: MerchantId | null, headers: Record<string, string> = {}) {
    const role = merchantId === null ? 'operator' : 'merchant';
    const principal = { subject: newId(), merchantId, role, scopes: scopesOfRole[role] } as const;
    const token = await this.signer.sign(principal, 'order-ingestion');
    return axios.get(`http://127.0.0.1:${this.running!.port}${path}`, {
      headers: { Authorization: `Bearer ${token}`, ...headers },
      validateStatus: () => true,
    });
  }

  /** Every record that the service reads has been done with. */
  async allHandled(): Promise<void> {
    const read = [topics.shop, topics.listing, topics.lazadaPush, topics.reservation, topics.declaration];
    const names = read.map(({ name }) => name);
    await eventually(async () => (await this.bus.lag('order-ingestion', names)).every(({ lag }) => lag === 0), {
      what: 'all records to be done with',
    });
  }

  /** As Prometheus reads them. */
  async metrics(): Promise<string> {
    const { data } = await axios.get<string>(`http://127.0.0.1:${this.running!.managementPort}/metrics`);
    return data;
  }

  private async ready(port: number): Promise<boolean> {
    const { status } = await axios.get(`http://127.0.0.1:${port}/health/ready`, { validateStatus: () => true });
    return status === 200;
  }

  private environment(): Record<string, string> {
    const { databaseUrl, migrationUrl } = this.database.urls.services['order-ingestion']!;
    return {
      PORT: '0',
      MANAGEMENT_PORT: '0',
      DATABASE_URL: databaseUrl,
      MIGRATION_DATABASE_URL: migrationUrl,
      BUS_DATABASE_URL: this.database.urls.busUrl,
      INTERNAL_TOKEN_PUBLIC_KEY: pem(this.keys.publicKey, 'spki'),
      INTERNAL_SERVICE_SECRET: this.secret,
      GATEWAY_URL: this.marketplace.url,
      HOLD_MS: '600',
      ...this.settings,
    };
  }

  private record(
    topic: string,
    key: string,
    {
      type,
      data,
      subject,
    }: { type: string; data: { merchantId: MerchantId | string; version: number }; subject: string },
  ): OutgoingRecord {
    const event: DomainEvent = {
      type,
      data,
      metadata: {
        eventId: newId<EventId>(),
        occurredAt: new Date().toISOString(),
        source: '/pinglu/spec',
        merchantId: data.merchantId as MerchantId,
        subject,
        correlationId: newId(),
        version: data.version,
      },
    };
    const { headers, value } = encodeEvent(event, key);
    return { topic, key, headers, value: Buffer.from(value!) };
  }
}
