import type { FaultBook } from './fault-book.js';

export const MAX_IN_FLIGHT = 16;

export interface QueueCounts {
  dropped: number;
  duplicated: number;
  reordered: number;
}

/** Messages on their way, some of them at a time. Planted faults lose them, double them and change their order. */
export class PushQueue<Message extends object> {
  private readonly queue = new Set<Message>();
  private held: Message | undefined;
  private inFlight = 0;
  private isStopped = false;

  constructor(
    private readonly faults: FaultBook,
    private readonly counts: QueueCounts,
    private readonly attempt: (message: Message) => Promise<void>,
  ) {}

  /** Whether the next message is lost before anybody tries to send it. */
  loses(): boolean {
    const fault = this.faults.strike('push-off') ?? this.faults.strike('push-drop');
    if (fault) this.counts.dropped += 1;
    return fault !== undefined;
  }

  /** Takes a new message. */
  add(message: Message): void {
    if (this.faults.strike('push-reorder') && !this.held) {
      // Goes out behind the message that comes next.
      this.held = message;
      this.counts.reordered += 1;
      return;
    }
    this.again(message);
    if (this.faults.strike('push-duplicate')) {
      this.counts.duplicated += 1;
      this.again({ ...message });
    }
    const { held } = this;
    this.held = undefined;
    if (held) this.again(held);
  }

  /** Takes a message for one more attempt. */
  again(message: Message): void {
    this.queue.add(message);
    this.pump();
  }

  get waiting(): number {
    return this.queue.size + this.inFlight + (this.held ? 1 : 0);
  }

  get stopped(): boolean {
    return this.isStopped;
  }

  stop(): void {
    this.isStopped = true;
    this.queue.clear();
  }

  private pump(): void {
    // A set, because taking the first of a very long list moves all the others.
    for (const message of this.queue) {
      if (this.isStopped || this.inFlight >= MAX_IN_FLIGHT) return;
      this.queue.delete(message);
      this.inFlight += 1;
      void this.attempt(message).finally(() => {
        this.inFlight -= 1;
        this.pump();
      });
    }
  }
}
