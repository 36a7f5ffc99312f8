export { chooseBus, type BusChoice, type ChooseBusOptions, type Surroundings } from './bus-choice/choose-bus.js';
export { EngineError, type EngineErrorCode } from './engine-error.js';
export {
  spawnGuarded,
  type GuardedProcess,
  type GuardedProcessOptions,
  type ProcessEnd,
} from './guarded-process/guarded-process.js';
export { ensurePortFree, freePorts, isPortFree } from './ports/ports.js';
export {
  provisionDatabase,
  serviceNames,
  type ProvisionedDatabase,
  type ProvisionOptions,
} from './postgres/provision-database.js';
export {
  removePostgresData,
  startPostgres,
  type RunningPostgres,
  type StartPostgresOptions,
} from './postgres/start-postgres.js';
export { KAFKA_POM_FILE } from './kafka/deploy-files.js';
export { findJava, findMaven, type FoundProgram } from './kafka/java.js';
export { hasKafkaJars, prepareKafkaJars, type PrepareJarsOptions } from './kafka/prepare-jars.js';
export { startKafka, type RunningKafka, type StartKafkaOptions } from './kafka/start-kafka.js';
