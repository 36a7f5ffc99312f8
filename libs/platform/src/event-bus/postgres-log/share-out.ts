/** A partition as members see it. */
export interface LogPartition {
  readonly id: number;
  readonly topic: string;
  readonly partition: number;
}

/** The members that read a topic, in the same order for all who ask, and the asker's own name among them. */
export interface TopicReaders {
  readonly me: number;
  readonly readers: ReadonlyMap<string, readonly number[]>;
}

/**
 * The partitions that are this member's. Every member computes the same division from the same list of readers, so
 * nothing has to be agreed; while lists differ for a moment, the locks on the partitions keep it safe. Each topic starts
 * at another reader, or topics of one partition would all fall to the first.
 */
export function shareOut(partitions: readonly LogPartition[], { me, readers }: TopicReaders): LogPartition[] {
  return partitions.filter(({ topic, partition }) => {
    const members = readers.get(topic) ?? [];
    return members.length > 0 && members[(partition + startOf(topic)) % members.length] === me;
  });
}

function startOf(topic: string): number {
  let sum = 0;
  for (const byte of Buffer.from(topic)) sum = (sum * 31 + byte) >>> 0;
  return sum;
}
