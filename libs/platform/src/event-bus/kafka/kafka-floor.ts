import { Kafka, logLevel, Partitioners } from 'kafkajs';
import type { OutgoingRecord } from '../event-bus.js';

/**
 * What the Kafka client can do by itself: for benchmarks, which set our figures beside it. Same guarantees as ours
 * (idempotent, acknowledged by all replicas), none of our code. Answers the milliseconds each batch took.
 */
export async function produceWithoutUs(
  brokers: readonly string[],
  batches: readonly (readonly OutgoingRecord[])[],
): Promise<number[]> {
  const producer = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    idempotent: true,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  const times: number[] = [];
  try {
    for (const batch of batches) {
      const messages = batch.map(({ key, headers, value }) => ({ key, headers: { ...headers }, value }));
      const began = performance.now();
      await producer.sendBatch({ acks: -1, topicMessages: [{ topic: batch[0]!.topic, messages }] });
      times.push(performance.now() - began);
    }
  } finally {
    await producer.disconnect();
  }
  return times;
}
