/** An answer is on its way for so long that a call sent meanwhile cannot know of it. */
const GRACE_MS = 50;
/** On a busy machine every hop waits for its turn: to open a connection, to write, to read, to look at what came. */
const HOPS = 4;
const PROBE_MS = 10;
/** A timer is late by so much on an idle machine too. */
const PUNCTUAL_MS = 5;

export interface Ban {
  /** When it ends, on the process's own clock (`performance.now()`). */
  readonly untilMs: number;
  /** When the answer that states it had left; undefined until then. */
  writtenAtMs: number | undefined;
  /** How late this process was at most, since then, to do what was due. */
  lateMs: number;
}

/**
 * Bans that callers were told of, and the calls that came in spite of them. Whether a client obeys is seen here: a call
 * counts when it arrives more than 50 ms after the answer that states the ban has left, and before the ban ends. Where the
 * machine is so busy that this process comes late to its own work, calls are under way for longer, and are given longer.
 */
export class BanBook {
  private readonly bans = new Map<string, Ban>();
  private readonly disobeyed = new Map<string, number>();
  private probe: NodeJS.Timeout | undefined;

  constructor(
    /** On the clock that bans are told in. */
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** Begins a ban of `key`, whoever that is. One that runs longer already stays. */
  start(key: string, untilMs: number): Ban {
    const running = this.bans.get(key);
    if (running && running.untilMs >= untilMs) return running;
    const ban: Ban = { untilMs, writtenAtMs: undefined, lateMs: 0 };
    this.bans.set(key, ban);
    this.probe ??= this.measureLateness();
    return ban;
  }

  stop(): void {
    clearInterval(this.probe);
    this.probe = undefined;
  }

  /** The ban that runs now. */
  running(key: string, nowMs: number): Ban | undefined {
    const ban = this.bans.get(key);
    return ban && ban.untilMs > nowMs ? ban : undefined;
  }

  /** The answer that states a ban has left. Only the first counts: later ones state the same ban. */
  written(ban: Ban, nowMs: number): void {
    ban.writtenAtMs ??= nowMs;
  }

  /** A call arrived. Must be told of every call, also of those that are then refused. */
  arrived(key: string, path: string, atMs: number): void {
    const ban = this.bans.get(key);
    if (ban?.writtenAtMs === undefined) return;
    if (atMs <= ban.writtenAtMs + GRACE_MS + HOPS * ban.lateMs || atMs >= ban.untilMs) return;
    this.disobeyed.set(path, (this.disobeyed.get(path) ?? 0) + 1);
  }

  /** This process came late to its own work by so much. Answers whether a ban runs that this matters to. */
  late(ms: number, nowMs: number): boolean {
    let isNeeded = false;
    for (const ban of this.bans.values()) {
      if (ban.untilMs <= nowMs) continue;
      ban.lateMs = Math.max(ban.lateMs, ms);
      isNeeded = true;
    }
    return isNeeded;
  }

  /** While a ban runs: how much later than it should this process is woken. */
  private measureLateness(): NodeJS.Timeout {
    let expected = performance.now() + PROBE_MS;
    const timer = setInterval(() => {
      const now = performance.now();
      const late = now - expected;
      expected = now + PROBE_MS;
      if (!this.late(late > PUNCTUAL_MS ? late : 0, this.nowMs())) this.stop();
    }, PROBE_MS);
    return timer.unref();
  }

  /** Calls that came while a ban ran, by path; paths without any are absent. */
  byPath(): Record<string, number> {
    return Object.fromEntries(this.disobeyed);
  }
}
