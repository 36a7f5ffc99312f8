import { generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  encodeEvent,
  orderKey,
  sampleRecord,
  decodeEvent,
  shopKey,
  topics,
  type OrderEvent,
  type ShopEvent,
} from '@pinglu/contracts';
import { newId, SystemClock, type EventId, type MerchantId } from '@pinglu/kernel';
import {
  createEventBus,
  InternalTokenSigner,
  JsonLogger,
  loadConfig,
  scopesOfRole,
  startService,
  type EventBus,
  type Role,
  type RunningService,
} from '@pinglu/platform';
import { createTestDatabase, waitUntil, type TestDatabase } from '@pinglu/testing';
import axios, { type AxiosResponse } from 'axios';
import { SettlementConfig } from './config.js';
import { Outside } from './marketplace.fixture.js';
import { settlementService } from './service.js';

const pem = (
  key: { export(options: { type: 'pkcs8' | 'spki'; format: 'pem' }): string | Buffer },
  type: 'pkcs8' | 'spki',
) => Buffer.from(key.export({ type, format: 'pem' })).toString('base64');

export interface TestShop {
  readonly merchantId: MerchantId;
  readonly shopId: string;
}

/** For specs. Real: settlement, PostgreSQL, the event bus on it, HTTP, the adapter. Imitated: gateway and marketplace. */
export class TestSettlement {
  private constructor(
    readonly database: TestDatabase,
    readonly outside: Outside,
    readonly service: RunningService,
    readonly bus: EventBus,
    private readonly signer: InternalTokenSigner,
  ) {}

  static async start(): Promise<TestSettlement> {
    const keys = generateKeyPairSync('ed25519');
    const secret = randomBytes(32).toString('base64');
    const database = await createTestDatabase({ services: ['settlement'] });
    const { databaseUrl, migrationUrl } = database.urls.services['settlement']!;
    const outside = new Outside(secret);
    const config = loadConfig(SettlementConfig, {
      PORT: '0',
      MANAGEMENT_PORT: '0',
      DATABASE_URL: databaseUrl,
      MIGRATION_DATABASE_URL: migrationUrl,
      BUS_DATABASE_URL: database.urls.busUrl,
      INTERNAL_TOKEN_PUBLIC_KEY: pem(keys.publicKey, 'spki'),
      INTERNAL_SERVICE_SECRET: secret,
      GATEWAY_URL: await outside.start(),
      FINANCE_EVERY_MS: '200',
      FINANCE_FIRST_DAYS: '3',
      FINANCE_OVERLAP_DAYS: '2',
    });
    const service = await startService(settlementService(config), {
      logger: new JsonLogger({ service: 'settlement', level: 'warn' }),
    });
    const silent = () => undefined;
    const bus = createEventBus(
      { kind: 'postgres-log', url: database.urls.busUrl, clientId: 'spec' },
      { debug: silent, info: silent, warn: silent, error: silent },
    );
    const signer = new InternalTokenSigner(pem(keys.privateKey, 'pkcs8'), new SystemClock());
    const started = new TestSettlement(database, outside, service, bus, signer);
    await waitUntil(() => started.isReady(), { what: 'settlement to be ready' });
    return started;
  }

  async stop(): Promise<void> {
    await this.bus.close();
    await this.service.stop();
    await this.outside.stop();
    await this.database.drop();
  }

  /** A shop in Thailand, of a merchant of its own, whose account is empty until something is put there. */
  async connectShop(): Promise<TestShop> {
    const sample = decodeEvent(sampleRecord('com.pinglu.shops.shop_connected.v1')) as ShopEvent;
    const [merchantId, shopId] = [newId<MerchantId>(), newId()];
    const event: ShopEvent = {
      ...sample,
      data: { ...sample.data, merchantId, shopId, status: 'connected' },
      metadata: { ...sample.metadata, eventId: newId<EventId>(), merchantId, subject: shopId },
    };
    this.outside.accounts.set(shopId, { rows: [], payouts: [] });
    await this.publish(topics.shop.name, shopKey(merchantId, shopId), event);
    return { merchantId, shopId };
  }

  async placeOrder({ merchantId, shopId }: TestShop, orderNumber: string): Promise<void> {
    const sample = decodeEvent(sampleRecord('com.pinglu.orders.order_placed.v1')) as OrderEvent;
    const orderId = newId();
    const event: OrderEvent = {
      ...sample,
      data: {
        ...sample.data,
        merchantId,
        shopId,
        orderId,
        orderNumber,
        total: { amountMinor: '119900', currency: 'THB' },
      },
      metadata: { ...sample.metadata, eventId: newId<EventId>(), merchantId, subject: orderId },
    };
    await this.publish(topics.order.name, orderKey(merchantId, shopId, orderNumber), event);
  }

  async get(path: string, merchantId: MerchantId | null, headers: Record<string, string> = {}): Promise<AxiosResponse> {
    const role: Role = merchantId === null ? 'operator' : 'merchant';
    const token = await this.signer.sign(
      { subject: newId(), merchantId, role, scopes: scopesOfRole[role] },
      'settlement',
    );
    return axios.get(`http://127.0.0.1:${this.service.port}${path}`, {
      headers: { Authorization: `Bearer ${token}`, ...headers },
      validateStatus: () => true,
    });
  }

  /** The one statement of a shop, once it is as wanted. */
  async statementOf<T extends { status: string }>({ merchantId }: TestShop, is: (statement: T) => boolean): Promise<T> {
    return waitUntil(
      async () => {
        const { data } = await this.get('/api/v1/statements', merchantId);
        const [first] = data.items as T[];
        return first !== undefined && is(first) && first;
      },
      { what: 'the statement to be as wanted' },
    );
  }

  private async publish(topic: string, key: string, event: ShopEvent | OrderEvent): Promise<void> {
    const { headers, value } = encodeEvent(event, key);
    await this.bus.publish([{ topic, key, headers, value: Buffer.from(value!) }]);
  }

  private async isReady(): Promise<boolean> {
    const { status } = await axios.get(`http://127.0.0.1:${this.service.managementPort}/health/ready`, {
      validateStatus: () => true,
    });
    return status === 200;
  }
}
