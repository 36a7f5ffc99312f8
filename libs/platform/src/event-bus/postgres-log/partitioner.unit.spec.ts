import * as fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { partitionFor } from './partitioner.js';

const kafka = Partitioners.DefaultPartitioner();

function kafkaPartition(key: string, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionId,
    leader: 0,
    partitionErrorCode: 0,
    replicas: [],
    isr: [],
  }));
  return kafka({ topic: 't', partitionMetadata, message: { key, value: null } });
}

describe('partitionFor', () => {
  it('agrees with the default partitioner of Kafka for any key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 64 }), (key, partitions) => {
        expect(partitionFor(key, partitions)).toBe(kafkaPartition(key, partitions));
      }),
    );
  });
});
