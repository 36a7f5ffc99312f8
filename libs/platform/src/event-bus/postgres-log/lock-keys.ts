import { createHash } from 'node:crypto';

/**
 * Advisory locks are numbers shared by all users of a database. 64 bits of a hash over a name that starts with ours
 * keep clear of everybody else's. A decimal string, because it is a signed 64-bit number.
 */
function lockKey(...name: readonly (string | number)[]): string {
  return createHash('sha256')
    .update(JSON.stringify(['pinglu-bus', ...name]))
    .digest()
    .readBigInt64BE()
    .toString();
}

/** Held by whoever creates or changes the tables and topics. */
export const schemaLock = lockKey('schema');
/** Held by the one that removes old records. */
export const retentionLock = lockKey('retention');
/** Shared by all members of a group; taken alone to move the group. */
export const groupLock = (group: string) => lockKey('group', group);
/** Shared by the members of a group that read a topic: who holds it is a member, and dies with its connection. */
export const readerLock = (group: string, topic: string) => lockKey('reader', group, topic);
/** Held by the one member that reads a partition. */
export const partitionLock = (group: string, partitionId: number) => lockKey('partition', group, partitionId);
