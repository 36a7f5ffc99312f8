import { createTestDatabase, describeOnKafka, type TestDatabase } from '@pinglu/testing';
import { eventBusContract } from './contract/event-bus.contract.js';

describe('EventBus on the PostgreSQL event log', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase({ services: [] });
  });
  afterAll(() => database.drop());

  eventBusContract(() => ({ kind: 'postgres-log', url: database.urls.busUrl, clientId: 'contract' }));
});

describeOnKafka('EventBus on Kafka', ({ brokers }) => {
  eventBusContract(() => ({ kind: 'kafka', brokers: brokers.split(','), clientId: 'contract' }));
});
