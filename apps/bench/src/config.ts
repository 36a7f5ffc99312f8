import { fileURLToPath } from 'node:url';

/** Where a benchmark reads and writes, and what the environment says about the bus. */
export const benchConfig = {
  stateDirectory: fileURLToPath(new URL('../../../.pinglu/', import.meta.url)),
  resultsDirectory: fileURLToPath(new URL('../results/', import.meta.url)),
  kafkaBrokers: process.env['KAFKA_BROKERS'],
};
