import type { BusLogger } from '../bus-logger.js';
import { BusUnavailableError, type BusRecord, type SubscribeOptions, type Subscription } from '../event-bus.js';
import { Bell, backoffMs } from '../waiting.js';
import { GroupMember } from './group-member.js';
import type { LogDatabase } from './log-database.js';
import { readNext } from './log-reader.js';
import { listen, type Notice } from './notices.js';
import type { LogPartition } from './share-out.js';

export interface LogSubscriptionOptions extends Omit<SubscribeOptions, 'maxBatch'> {
  readonly maxBatch: number;
  readonly logger: BusLogger;
}

/** The net under the notices. */
const POLL_MS = 250;
/** Members come and go without notice too (a killed process); and while a partition changes hands, look more often. */
const SHARE_OUT_MS = 2_000;
const HANDOVER_MS = 100;

/** A partition this member holds. */
interface Held extends LogPartition {
  /** The next offset to read: everything before it is done. */
  position: bigint;
  storedPosition: bigint;
  running: Promise<void> | undefined;
  restsUntilMs: number;
  rejections: number;
  leaving: boolean;
}

/** The life of one connection; when it ends, everything held is lost and a new one starts from the stored offsets. */
interface Session {
  readonly member: GroupMember;
  readonly held: Map<number, Held>;
  alive: boolean;
  shareOutAtMs: number;
}

export class PostgresLogSubscription implements Subscription {
  joined = false;

  private stopping = false;
  private readonly bell = new Bell();
  private readonly ended: Promise<void>;
  private failuresInARow = 0;

  constructor(
    private readonly database: LogDatabase,
    private readonly options: LogSubscriptionOptions,
  ) {
    this.ended = this.supervise();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.ended;
  }

  private async supervise(): Promise<void> {
    const { group, topics, logger } = this.options;
    while (!this.stopping) {
      try {
        await this.consumeUntilTheEnd();
      } catch (error) {
        const retryInMs = backoffMs(this.failuresInARow++);
        const reason = error instanceof Error ? error.message : String(error);
        logger.warn('A reader of the event log ended and starts again.', { group, topics, reason, retryInMs });
        const wakeAt = Date.now() + retryInMs;
        while (!this.stopping && Date.now() < wakeAt) await this.bell.wait(wakeAt - Date.now());
      }
    }
  }

  private async consumeUntilTheEnd(): Promise<void> {
    const { group, topics } = this.options;
    const client = await this.database.dedicated(`bus ${group}`);
    const session: Session = {
      member: new GroupMember(client, group, topics),
      held: new Map(),
      alive: true,
      shareOutAtMs: 0,
    };
    const die = () => {
      session.alive = false;
      this.bell.ring();
    };
    client.on('error', die);
    client.on('end', die);
    try {
      await listen(client, (notice) => this.hear(session, notice));
      await session.member.join();
      while (!this.stopping) {
        if (!session.alive) throw new BusUnavailableError('The connection to the event log broke.');
        if (Date.now() >= session.shareOutAtMs) await this.shareOut(session);
        await this.startBatches(session, (from) => readNext(client, from, this.options.maxBatch));
        await this.storeOffsets(session);
        await this.bell.wait(this.idleMs(session));
      }
    } finally {
      this.joined = false;
      // Also when the connection is gone: two batches of one partition must never run at once in this process.
      await Promise.all([...session.held.values()].flatMap(({ running }) => running ?? []));
      if (session.alive) {
        await this.storeOffsets(session)
          .then(() => session.member.leave())
          .catch(() => undefined);
      }
      client.off('end', die);
      await client.end().catch(() => undefined);
    }
  }

  private hear(session: Session, notice: Notice): void {
    if (notice.about === 'group') {
      if (notice.group !== this.options.group) return;
      session.shareOutAtMs = 0;
      this.bell.ring();
    } else if (notice.partitionIds.length === 0 || notice.partitionIds.some((id) => session.held.has(id))) {
      this.bell.ring();
    }
  }

  private async shareOut(session: Session): Promise<void> {
    const { held, member } = session;
    const share = new Map((await member.share()).map((partition) => [partition.id, partition]));
    for (const partition of held.values()) partition.leaving = !share.has(partition.id);
    const leaving = [...held.values()].filter((partition) => partition.leaving && partition.running === undefined);
    if (leaving.length > 0) {
      await this.storeOffsets(session);
      await member.give(leaving.map(({ id }) => id));
      for (const { id } of leaving) held.delete(id);
    }
    const wanted = [...share.values()].filter(({ id }) => !held.has(id));
    if (wanted.length > 0) {
      const taken = await member.take(wanted);
      for (const partition of wanted) {
        const position = taken.get(partition.id);
        if (position === undefined) continue;
        held.set(partition.id, {
          ...partition,
          position,
          storedPosition: position,
          running: undefined,
          restsUntilMs: 0,
          rejections: 0,
          leaving: false,
        });
      }
    }
    const settled = held.size === share.size && [...held.values()].every((partition) => !partition.leaving);
    session.shareOutAtMs = Date.now() + (settled ? SHARE_OUT_MS : HANDOVER_MS);
    this.joined = true;
    this.failuresInARow = 0;
  }

  private async startBatches(
    session: Session,
    read: (from: readonly Held[]) => Promise<Map<number, BusRecord[]>>,
  ): Promise<void> {
    const now = Date.now();
    const idle = [...session.held.values()].filter(
      ({ running, leaving, restsUntilMs }) => running === undefined && !leaving && restsUntilMs <= now,
    );
    if (idle.length === 0) return;
    for (const [id, records] of await read(idle)) {
      const held = session.held.get(id)!;
      held.running = this.handle(session, held, records).finally(() => {
        held.running = undefined;
        this.bell.ring();
      });
    }
  }

  /** Never rejects: what a rejected handler leaves behind is a partition that rests and an unmoved position. */
  private async handle(session: Session, held: Held, records: readonly BusRecord[]): Promise<void> {
    const { group, handle, logger } = this.options;
    const { topic, partition } = held;
    const heartbeat = async () => {
      if (session.alive) return;
      throw new BusUnavailableError(`Partition ${partition} of ${topic} may have gone to another member.`);
    };
    try {
      await handle(records, { group, topic, partition, heartbeat });
      held.position = BigInt(records[records.length - 1]!.offset) + 1n;
      held.rejections = 0;
    } catch (error) {
      const retryInMs = backoffMs(held.rejections++);
      held.restsUntilMs = Date.now() + retryInMs;
      logger.warn('A batch was rejected and will be delivered again.', {
        group,
        topic,
        partition,
        offset: records[0]?.offset,
        attempt: held.rejections,
        retryInMs,
        error,
      });
    }
  }

  private async storeOffsets(session: Session): Promise<void> {
    const moved = [...session.held.values()].filter(({ position, storedPosition }) => position !== storedPosition);
    if (moved.length === 0) return;
    const offsets = new Map(moved.map(({ id, position }) => [id, position]));
    await session.member.storeOffsets(offsets);
    for (const held of moved) held.storedPosition = offsets.get(held.id)!;
  }

  private idleMs(session: Session): number {
    const now = Date.now();
    const rests = [...session.held.values()].map(({ restsUntilMs }) => restsUntilMs).filter((at) => at > now);
    return Math.min(POLL_MS, session.shareOutAtMs - now, ...rests.map((at) => at - now));
  }
}
