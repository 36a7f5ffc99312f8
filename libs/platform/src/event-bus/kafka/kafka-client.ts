import { Kafka, logLevel, type RetryOptions } from 'kafkajs';
import type { BusLogger } from '../bus-logger.js';

export interface KafkaAddress {
  readonly brokers: readonly string[];
  readonly clientId: string;
}

/**
 * Every value is given, because the client has other defaults when NODE_ENV is `test`. About 3 s in all when nobody
 * listens; whoever gives up says so by an error, and what must go on for ever (relay, subscription) starts again.
 */
export const RETRY: RetryOptions = {
  initialRetryTime: 100,
  maxRetryTime: 2_000,
  factor: 0.2,
  multiplier: 2,
  retries: 5,
};

const SHOWN = ['groupId', 'broker', 'topic', 'partition', 'retryCount', 'retryTime'] as const;

/**
 * All that the client logs is debug: what matters of it also reaches us as an error or an event and is reported once,
 * in our words, while the client repeats a refused connection several times a second.
 */
export function createKafka(address: KafkaAddress, logger: BusLogger): Kafka {
  return new Kafka({
    brokers: [...address.brokers],
    clientId: address.clientId,
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry: RETRY,
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ namespace, log }) => {
        const fields: Record<string, unknown> = { client: 'kafkajs', namespace, detail: log.message };
        for (const name of SHOWN) if (log[name] !== undefined) fields[name] = log[name];
        logger.debug('The Kafka client reported something.', fields);
      },
  });
}
