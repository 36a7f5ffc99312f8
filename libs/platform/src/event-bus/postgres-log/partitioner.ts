const SEED = 0x9747b28c;
const MULTIPLIER = 0x5bd1e995;

/** MurmurHash2, 32 bits, as Kafka's Java client computes it (`org.apache.kafka.common.utils.Utils.murmur2`). */
function murmur2(data: Buffer): number {
  let hash = SEED ^ data.length;
  const wholeWords = data.length >> 2;
  for (let word = 0; word < wholeWords; word++) {
    let k = Math.imul(data.readInt32LE(word * 4), MULTIPLIER);
    k = Math.imul(k ^ (k >>> 24), MULTIPLIER);
    hash = Math.imul(hash, MULTIPLIER) ^ k;
  }
  const rest = data.subarray(wholeWords * 4);
  if (rest.length > 0) {
    for (let at = rest.length - 1; at >= 0; at--) hash ^= rest[at]! << (8 * at);
    hash = Math.imul(hash, MULTIPLIER);
  }
  hash = Math.imul(hash ^ (hash >>> 13), MULTIPLIER);
  return hash ^ (hash >>> 15);
}

/** The partition that Kafka's default partitioner gives a key: order per key and spread are the same on both adapters. */
export function partitionFor(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;
}
