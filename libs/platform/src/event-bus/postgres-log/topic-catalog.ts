import { RecordRefusedError, type OutgoingRecord, type TopicSpec } from '../event-bus.js';
import type { LogDatabase } from './log-database.js';
import { schemaLock } from './lock-keys.js';
import { partitionFor } from './partitioner.js';

/** Kafka's own rule for names. */
const TOPIC_NAME = /^(?!\.{1,2}$)[a-zA-Z0-9._-]{1,249}$/;

/** Which topics there are and the ids of their partitions. Neither ever changes, so they are remembered. */
export class TopicCatalog {
  private readonly partitionIds = new Map<string, readonly number[]>();

  constructor(private readonly database: LogDatabase) {}

  async ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    for (const { name } of topics) {
      if (!TOPIC_NAME.test(name)) {
        throw new RecordRefusedError(`${JSON.stringify(name)} cannot be the name of a topic.`, {
          meta: { topic: name },
        });
      }
    }
    await this.database.transaction('create topics', async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [schemaLock]);
      for (const { name, partitions, compacted, retentionMs } of topics) {
        await client.query(
          `with created as (
             insert into bus.topic (name, partitions, compacted, retention_ms) values ($1, $2, $3, $4)
             on conflict (name) do nothing returning id
           )
           insert into bus.partition (topic_id, partition)
           select id, generate_series(0, $2 - 1) from created`,
          [name, partitions, compacted, retentionMs],
        );
      }
    });
  }

  /** The partition id of each record, in the order of the records. */
  async place(records: readonly OutgoingRecord[]): Promise<number[]> {
    await this.assertTopicsExist(records.map(({ topic }) => topic));
    return records.map(({ topic, key }) => {
      const ids = this.partitionIds.get(topic)!;
      return ids[partitionFor(key, ids.length)]!;
    });
  }

  /** @throws RecordRefusedError for a topic that is not there */
  async assertTopicsExist(topics: readonly string[]): Promise<void> {
    const unknown = () => [...new Set(topics)].filter((topic) => !this.partitionIds.has(topic));
    if (unknown().length > 0) await this.learn(unknown());
    const [missing] = unknown();
    if (missing !== undefined) {
      throw new RecordRefusedError(`There is no topic ${missing}.`, { meta: { topic: missing } });
    }
  }

  private async learn(topics: readonly string[]): Promise<void> {
    const { rows } = await this.database.use('list topics', (client) =>
      client.query<{ name: string; ids: number[] }>(
        `select t.name, array_agg(p.id order by p.partition) as ids
         from bus.topic t join bus.partition p on p.topic_id = t.id
         where t.name = any($1) group by t.name`,
        [topics],
      ),
    );
    for (const { name, ids } of rows) this.partitionIds.set(name, ids);
  }
}
