/** Something that runs and has to be stopped. */
export interface Part {
  /** @param hurry aborts when the person at the terminal will not wait any longer */
  stop(hurry: AbortSignal): Promise<void>;
}

export interface StopReason {
  readonly exitCode: number;
  /** What the person at the terminal is told; absent when they asked for the stop themselves. */
  readonly sentence?: string;
  readonly detail?: readonly string[];
}

/** Unwinds a start that was interrupted. */
export class StopRequested extends Error {
  constructor() {
    super('A stop was requested.');
    this.name = 'StopRequested';
  }
}

/** How long a part that is still starting may take to become stoppable. */
const PENDING_DEADLINE_MS = 15_000;

/**
 * What was started, in order, so that it can be stopped in reverse: each exactly once, also when the stop comes while
 * something is halfway up.
 */
export class Lifetime {
  readonly #parts: Part[] = [];
  readonly #pending = new Set<Promise<unknown>>();
  readonly #hurry = new AbortController();
  #resolveStop: (reason: StopReason) => void = () => undefined;
  #isStopping = false;

  /** Resolves with the first reason that was given. */
  readonly stopRequested = new Promise<StopReason>((resolve) => (this.#resolveStop = resolve));

  get isStopping(): boolean {
    return this.#isStopping;
  }

  get hurry(): AbortSignal {
    return this.#hurry.signal;
  }

  requestStop(reason: StopReason): void {
    this.#isStopping = true;
    this.#resolveStop(reason);
  }

  /** Stops without grace whatever is still there. */
  hasten(): void {
    this.#hurry.abort();
  }

  /** For a part that can be stopped from now on. */
  add(part: Part): void {
    this.#parts.push(part);
  }

  /**
   * Begins something that becomes a part when it has started.
   * @throws StopRequested when a stop comes first; the part is then stopped as soon as it can be
   */
  start<T extends Part>(begin: () => Promise<T>): Promise<T> {
    if (this.#isStopping) return Promise.reject(new StopRequested());
    const starting = begin().then((part) => {
      this.add(part);
      return part;
    });
    const settled = starting.catch(() => undefined).finally(() => this.#pending.delete(settled));
    this.#pending.add(settled);
    return this.during(starting);
  }

  /** The work's result, unless a stop is requested first. @throws StopRequested */
  async during<T>(work: Promise<T>): Promise<T> {
    const stopped = this.stopRequested.then(() => {
      throw new StopRequested();
    });
    return Promise.race([stopped, work]);
  }

  /** Stops everything in reverse order. A part that fails to stop does not keep the others running. */
  async stopAll(): Promise<void> {
    this.#isStopping = true;
    await withDeadline(Promise.all(this.#pending), PENDING_DEADLINE_MS);
    for (let part = this.#parts.pop(); part !== undefined; part = this.#parts.pop()) {
      await part.stop(this.hurry).catch(() => undefined);
    }
  }
}

async function withDeadline(work: Promise<unknown>, deadlineMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => (timer = setTimeout(resolve, deadlineMs)));
  await Promise.race([work, deadline]);
  clearTimeout(timer);
}
