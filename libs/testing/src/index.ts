export {
  createTestDatabase,
  testPostgresUrl,
  type TestDatabase,
  type TestDatabaseOptions,
} from './database/create-test-database.js';
export { describeSchema, type SchemaUnderTest } from './database/describe-schema.js';
export { tenantTables, type TenantTables } from './database/tenant-tables.js';
export { startTestKafka, startTestPostgres, type OwnEngine } from './engines/own-engines.js';
export { describeOnKafka, testKafka, type TestKafka } from './kafka/test-kafka.js';
export { FakeClock } from './time/fake-clock.js';
export { waitUntil, type WaitOptions } from './time/wait-until.js';
export {
  eventually,
  pressConsent,
  pushIn,
  startSimulator,
  type ReceivedPush,
  type SimulatorProcess,
} from './stand-in/simulator-process.js';
export { ChainClient, type Step } from './stack/chain-client.js';
export { RunningStack, type Demo } from './stack/running-stack.js';
export { soakProfiles } from './soak/profiles.js';
export { type Counted, type SoakResult } from './soak/result.js';
export { runSoak, type SoakOptions } from './soak/run-soak.js';
export { type EventSource, type SourceRecord } from './soak/world/worlds.js';
