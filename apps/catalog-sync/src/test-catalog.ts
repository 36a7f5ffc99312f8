import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { encodeEvent, shopKey, topics, type ShopEvent } from '@pinglu/contracts';
import { newId, SystemClock, type EventId, type MerchantId, type ShopId } from '@pinglu/kernel';
import {
  createEventBus,
  InternalTokenSigner,
  JsonLogger,
  loadConfig,
  scopesOfRole,
  startService,
  type BusRecord,
  type EventBus,
  type RunningService,
  type Subscription,
} from '@pinglu/platform';
import { createTestDatabase, waitUntil, type TestDatabase } from '@pinglu/testing';
import axios, { type AxiosResponse } from 'axios';
import { CatalogConfig } from './config.js';
import { catalogService } from './service.js';
import { TestMarketplace } from './test-marketplace.js';

const keys = generateKeyPairSync('ed25519');
const base64 = (pem: string | Buffer): string => Buffer.from(pem).toString('base64');
const signer = new InternalTokenSigner(
  base64(keys.privateKey.export({ type: 'pkcs8', format: 'pem' })),
  new SystemClock(),
);

export interface AskOptions {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ImportAnswer {
  readonly importId: string;
  readonly status: string;
  readonly [field: string]: unknown;
}

/** For specs: the whole service over real HTTP, PostgreSQL and its event log, with a stub of gateway and marketplace. */
export class TestCatalog {
  readonly seen: BusRecord[] = [];
  /** What the service runs on; another process of it can be started with the same. */
  readonly environment: Readonly<Record<string, string>>;
  private service: RunningService | undefined;

  private constructor(
    readonly database: TestDatabase,
    readonly marketplace: TestMarketplace,
    readonly bus: EventBus,
  ) {
    const { databaseUrl, migrationUrl } = database.urls.services['catalog-sync']!;
    this.environment = {
      PORT: '0',
      MANAGEMENT_PORT: '0',
      DATABASE_URL: databaseUrl,
      MIGRATION_DATABASE_URL: migrationUrl,
      BUS_DATABASE_URL: database.urls.busUrl,
      INTERNAL_TOKEN_PUBLIC_KEY: base64(keys.publicKey.export({ type: 'spki', format: 'pem' })),
      GATEWAY_URL: marketplace.url,
      INTERNAL_SERVICE_SECRET: randomBytes(32).toString('base64'),
      LISTING_LEASE_MS: '2000',
      IMPORT_LEASE_MS: '2000',
    };
  }

  private subscription: Subscription | undefined;

  static async start(): Promise<TestCatalog> {
    const database = await createTestDatabase({ services: ['catalog-sync'] });
    const silent = () => undefined;
    const bus = createEventBus(
      { kind: 'postgres-log', url: database.urls.busUrl, clientId: 'spec' },
      { debug: silent, info: silent, warn: silent, error: silent },
    );
    const catalog = new TestCatalog(database, await TestMarketplace.start(), bus);
    await catalog.startService();
    catalog.subscription = await bus.subscribe({
      group: `spec-${newId()}`,
      topics: [topics.product.name, topics.listing.name],
      handle: async (records) => void catalog.seen.push(...records),
    });
    return catalog;
  }

  async startService(): Promise<void> {
    this.service = await startService(catalogService(loadConfig(CatalogConfig, this.environment)), {
      logger: new JsonLogger({ service: 'catalog-sync', level: 'silent' }),
    });
    const { managementPort } = this.service;
    const ready = async () => {
      const url = `http://127.0.0.1:${managementPort}/health/ready`;
      return (await axios.get(url, { validateStatus: () => true })).status === 200;
    };
    await waitUntil(ready, { what: 'the service to be ready' });
  }

  async stopService(): Promise<void> {
    await this.service?.stop();
    this.service = undefined;
  }

  async stop(): Promise<void> {
    await this.stopService();
    await this.subscription?.stop();
    await this.bus.close();
    await this.marketplace.stop();
    await this.database.drop();
  }

  async ask(path: string, merchantId: MerchantId | null, options: AskOptions = {}): Promise<AxiosResponse> {
    const role = merchantId === null ? 'operator' : 'merchant';
    const principal = { subject: merchantId ?? 'operator', merchantId, role, scopes: scopesOfRole[role] } as const;
    const method = options.method ?? (options.body === undefined ? 'GET' : 'POST');
    return axios.request({
      method,
      url: `http://127.0.0.1:${this.service!.port}${path}`,
      data: options.body,
      // As bytes, because text loses its byte order mark on the way.
      responseType: path.endsWith('.csv') ? 'arraybuffer' : 'json',
      headers: {
        Authorization: `Bearer ${await signer.sign(principal, 'catalog-sync')}`,
        ...(method === 'POST' && { 'Idempotency-Key': newId() }),
        ...options.headers,
      },
      validateStatus: () => true,
    });
  }

  upload(csv: string | Buffer, merchantId: MerchantId, query = '', headers = {}): Promise<AxiosResponse> {
    const body = Buffer.from(csv);
    return this.ask(`/api/v1/imports${query}`, merchantId, {
      body,
      headers: { 'content-type': 'text/csv', ...headers },
    });
  }

  /** Uploads a file and waits until it was read. */
  async import(csv: string | Buffer, merchantId: MerchantId, query = ''): Promise<ImportAnswer> {
    const { data, status } = await this.upload(csv, merchantId, query);
    if (status !== 202) throw new Error(`The upload was answered with ${status}: ${JSON.stringify(data)}`);
    return this.imported((data as ImportAnswer).importId, merchantId);
  }

  imported(importId: string, merchantId: MerchantId): Promise<ImportAnswer> {
    return waitUntil(
      async () => {
        const { data } = await this.ask(`/api/v1/imports/${importId}`, merchantId);
        const answer = data as ImportAnswer;
        return (answer.status === 'done' || answer.status === 'failed') && answer;
      },
      { what: 'the file to be read', deadlineMs: 30_000 },
    );
  }

  async connectShop(merchantId: MerchantId, shopId = newId<ShopId>()): Promise<ShopId> {
    const at = new Date().toISOString();
    const event: ShopEvent = {
      type: 'com.pinglu.shops.shop_connected.v1',
      data: {
        shopId,
        merchantId,
        marketplace: 'lazada',
        country: 'TH',
        currency: 'THB',
        externalSellerId: '100',
        name: 'Nanning Teas',
        crossBorder: true,
        status: 'connected',
        connectedAt: at,
        version: 1,
      },
      metadata: {
        eventId: newId<EventId>(),
        occurredAt: at,
        source: '/pinglu/gateway',
        merchantId,
        subject: shopId,
        correlationId: newId(),
        version: 1,
      },
    };
    const { key, headers, value } = encodeEvent(event, shopKey(merchantId, shopId));
    await this.bus.publish([{ topic: topics.shop.name, key, headers, value: Buffer.from(value!) }]);
    return shopId;
  }

  /** The data of the events of a merchant so far, in order. */
  events(merchantId: MerchantId, topic: string): Record<string, unknown>[] {
    return this.seen
      .filter((record) => record.topic === topic && record.headers['ce_tenantid'] === merchantId)
      .map(({ value }) => JSON.parse(String(value)) as Record<string, unknown>);
  }
}
