import type { CallReport } from '../../control/call-report.js';
import type { FaultBook } from '../../control/fault-book.js';
import { PushClient } from '../../control/push-client.js';
import { PushQueue, type QueueCounts } from '../../control/push-queue.js';
import type { Timers } from '../../control/timers.js';
import { signPush } from '../protocol/signature.js';
import type { JsonObject } from '../protocol/json.js';
import { FailureRate } from './failure-rate.js';

const TIMEOUT_MS = 500;

export interface PushTarget {
  readonly url: string | undefined;
  /** Between two tries, on the movable clock. */
  readonly retryMs: number;
  /** Over how many tries failures are counted: when more than half have failed, nothing is sent any more. 0: never. */
  readonly suspendAfter: number;
  /** The message types that the app wants; undefined is all. */
  readonly types: readonly number[] | undefined;
}

/** How often a message is tried again, and how long after the last try. */
export interface Ladder {
  readonly retries: number;
  /** Of the target's time between two tries. */
  readonly share: number;
}

const USUAL: Ladder = { retries: 12, share: 1 };
/** Promotions: three times, after 5 minutes where others wait 30. */
export const PROMOTION_LADDER: Ladder = { retries: 3, share: 1 / 6 };

interface Message {
  /** What it said when it was made. */
  readonly first: JsonObject;
  /** Made anew for each retry, which carries the newest status. */
  readonly newest: () => JsonObject;
  readonly ladder: Ladder;
  readonly madeAtMs: number;
  attempts: number;
}

export interface PushCounts extends QueueCounts {
  made: number;
  attempts: number;
  acknowledged: number;
  failed: number;
  givenUp: number;
  withoutUrl: number;
  notAuthorised: number;
  notSubscribed: number;
  suspended: number;
}

/**
 * Delivers messages at least once and in no promised order: an answer of 200 within 500 ms acknowledges; otherwise the
 * message is tried again every half hour, twelve times. A receiver that fails too often gets nothing any more.
 */
export class PushSender {
  readonly counts: PushCounts = {
    made: 0,
    attempts: 0,
    acknowledged: 0,
    failed: 0,
    dropped: 0,
    duplicated: 0,
    reordered: 0,
    givenUp: 0,
    withoutUrl: 0,
    notAuthorised: 0,
    notSubscribed: 0,
    suspended: 0,
  };
  private readonly failureRate = new FailureRate();
  private isSuspended = false;
  private readonly queue: PushQueue<Message>;
  private readonly client = new PushClient({
    timeoutMs: TIMEOUT_MS,
    isAcknowledgement: (response) => {
      response.resume();
      return response.statusCode === 200;
    },
  });

  constructor(
    private readonly parts: {
      readonly app: { readonly key: string; readonly secret: string };
      readonly faults: FaultBook;
      readonly timers: Timers;
      readonly calls: CallReport;
      readonly nowMs: () => number;
    },
    public target: PushTarget,
  ) {
    this.queue = new PushQueue(parts.faults, this.counts, (message) => this.attempt(message));
  }

  /** @param body what the message says, asked again for each retry */
  send(type: number, body: () => JsonObject, ladder = USUAL): void {
    const { types } = this.target;
    if (types && !types.includes(type)) {
      this.counts.notSubscribed += 1;
      return;
    }
    this.counts.made += 1;
    if (this.target.url === undefined) {
      this.counts.withoutUrl += 1;
      return;
    }
    if (this.queue.loses()) return;
    if (this.isSuspended) {
      this.counts.suspended += 1;
      return;
    }
    this.queue.add({ first: body(), newest: body, ladder, madeAtMs: performance.now(), attempts: 0 });
  }

  get suspended(): boolean {
    return this.isSuspended;
  }

  resume(): void {
    this.isSuspended = false;
    this.failureRate.forget();
  }

  get waiting(): number {
    return this.queue.waiting;
  }

  stop(): void {
    this.queue.stop();
    this.client.stop();
  }

  private async attempt(message: Message): Promise<void> {
    if (this.isSuspended) {
      this.counts.suspended += 1;
      return;
    }
    message.attempts += 1;
    this.counts.attempts += 1;
    const rawBody = JSON.stringify(message.attempts === 1 ? message.first : message.newest());
    const isAcknowledged = await this.client.post(this.target.url!, rawBody, signPush(this.parts.app, rawBody));
    if (this.failureRate.note(!isAcknowledged, this.target.suspendAfter)) this.isSuspended = true;
    if (isAcknowledged) {
      this.counts.acknowledged += 1;
      this.parts.calls.took('push → acknowledged', performance.now() - message.madeAtMs);
      return;
    }
    this.counts.failed += 1;
    const { retries, share } = message.ladder;
    if (message.attempts > retries) this.counts.givenUp += 1;
    else if (!this.queue.stopped)
      this.parts.timers.at(this.parts.nowMs() + this.target.retryMs * share, () => this.queue.again(message));
  }
}
