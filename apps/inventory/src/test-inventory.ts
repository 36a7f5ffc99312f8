import { generateKeyPairSync } from 'node:crypto';
import { encodeEvent, type DomainEvent } from '@pinglu/contracts';
import { newId, type EventId, type MerchantId } from '@pinglu/kernel';
import {
  createEventBus,
  JsonLogger,
  loadConfig,
  startService,
  type EventBus,
  type OutgoingRecord,
  type RunningService,
} from '@pinglu/platform';
import { createTestDatabase, type TestDatabase } from '@pinglu/testing';
import pg from 'pg';
import { InventoryConfig } from './config.js';
import { inventoryService } from './service.js';

const silent = () => undefined;

/** The whole service on a database of its own, the bus that it hears from, and a look at its tables. */
export class TestInventory {
  private constructor(
    private readonly database: TestDatabase,
    readonly service: RunningService,
    readonly bus: EventBus,
    readonly admin: pg.Client,
  ) {}

  /** @param settings what differs from the ordinary; without a gateway none is to be reached */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<TestInventory> {
    const database = await createTestDatabase({ services: ['inventory'] });
    const { databaseUrl, migrationUrl } = database.urls.services['inventory']!;
    const { publicKey } = generateKeyPairSync('ed25519');
    const config = loadConfig(InventoryConfig, {
      PORT: '0',
      MANAGEMENT_PORT: '0',
      DATABASE_URL: databaseUrl,
      MIGRATION_DATABASE_URL: migrationUrl,
      BUS_DATABASE_URL: database.urls.busUrl,
      GATEWAY_URL: 'http://127.0.0.1:9',
      INTERNAL_SERVICE_SECRET: Buffer.alloc(32).toString('base64'),
      INTERNAL_TOKEN_PUBLIC_KEY: Buffer.from(publicKey.export({ type: 'spki', format: 'pem' })).toString('base64'),
      ...settings,
    });
    const service = await startService(inventoryService(config), {
      logger: new JsonLogger({ service: 'inventory', level: 'silent' }),
    });
    const bus = createEventBus(
      { kind: 'postgres-log', url: database.urls.busUrl, clientId: 'spec' },
      { debug: silent, info: silent, warn: silent, error: silent },
    );
    const admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    await admin.query('set search_path to inventory');
    return new TestInventory(database, service, bus, admin);
  }

  async stop(): Promise<void> {
    await this.admin.end();
    await this.bus.close();
    await this.service.stop();
    await this.database.drop();
  }

  publish(topic: string, key: string, event: DomainEvent): Promise<void> {
    return this.bus.publish([recordOf(topic, key, event)]);
  }
}

export function recordOf(topic: string, key: string, event: DomainEvent): OutgoingRecord {
  const { headers, value } = encodeEvent(event, key);
  return { topic, key, headers, value: Buffer.from(value!) };
}

/** Of an event of another service. */
export const metadataOf = (merchantId: MerchantId, subject: string, version: number): DomainEvent['metadata'] => ({
  eventId: newId<EventId>(),
  occurredAt: new Date().toISOString(),
  source: '/pinglu/spec',
  merchantId,
  subject,
  correlationId: newId(),
  version,
});
