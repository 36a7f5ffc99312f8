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
