import { Agent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { CallReport } from '../../control/call-report.js';
import type { FaultBook } from '../../control/fault-book.js';
import { signPush } from '../protocol/signature.js';
import type { JsonObject } from '../protocol/json.js';
import { FailureRate } from './failure-rate.js';
import type { Timers } from '../../control/timers.js';

const TIMEOUT_MS = 500;
const MAX_IN_FLIGHT = 16;

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

export interface PushCounts {
  made: number;
  attempts: number;
  acknowledged: number;
  failed: number;
  dropped: number;
  duplicated: number;
  reordered: number;
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
  private readonly queue = new Set<Message>();
  private readonly agent = new Agent({ keepAlive: true, maxSockets: MAX_IN_FLIGHT });
  private readonly secureAgent = new HttpsAgent({ keepAlive: true, maxSockets: MAX_IN_FLIGHT });
  private held: Message | undefined;
  private inFlight = 0;
  private stopped = false;

  constructor(
    private readonly parts: {
      readonly app: { readonly key: string; readonly secret: string };
      readonly faults: FaultBook;
      readonly timers: Timers;
      readonly calls: CallReport;
      readonly nowMs: () => number;
    },
    public target: PushTarget,
  ) {}

  /** @param body what the message says, asked again for each retry */
  send(type: number, body: () => JsonObject, ladder = USUAL): void {
    const { types } = this.target;
    if (types && !types.includes(type)) {
      this.counts.notSubscribed += 1;
      return;
    }
    this.counts.made += 1;
    const { faults } = this.parts;
    if (this.target.url === undefined) {
      this.counts.withoutUrl += 1;
      return;
    }
    if (faults.strike('push-off') || faults.strike('push-drop')) {
      this.counts.dropped += 1;
      return;
    }
    if (this.isSuspended) {
      this.counts.suspended += 1;
      return;
    }
    const message: Message = { first: body(), newest: body, ladder, madeAtMs: performance.now(), attempts: 0 };
    if (faults.strike('push-reorder') && !this.held) {
      // Goes out behind the message that comes next.
      this.held = message;
      this.counts.reordered += 1;
      return;
    }
    this.enqueue(message);
    if (faults.strike('push-duplicate')) {
      this.counts.duplicated += 1;
      this.enqueue({ ...message });
    }
    const { held } = this;
    this.held = undefined;
    if (held) this.enqueue(held);
  }

  get suspended(): boolean {
    return this.isSuspended;
  }

  resume(): void {
    this.isSuspended = false;
    this.failureRate.forget();
  }

  get waiting(): number {
    return this.queue.size + this.inFlight + (this.held ? 1 : 0);
  }

  stop(): void {
    this.stopped = true;
    this.queue.clear();
    this.agent.destroy();
    this.secureAgent.destroy();
  }

  private enqueue(message: Message): void {
    this.queue.add(message);
    this.pump();
  }

  private pump(): void {
    // A set, because taking the first of a very long list moves all the others.
    for (const message of this.queue) {
      if (this.stopped || this.inFlight >= MAX_IN_FLIGHT) return;
      this.queue.delete(message);
      this.inFlight += 1;
      void this.attempt(message).finally(() => {
        this.inFlight -= 1;
        this.pump();
      });
    }
  }

  private async attempt(message: Message): Promise<void> {
    if (this.isSuspended) {
      this.counts.suspended += 1;
      return;
    }
    message.attempts += 1;
    this.counts.attempts += 1;
    const body = message.attempts === 1 ? message.first : message.newest();
    const isAcknowledged = await this.post(JSON.stringify(body));
    if (this.failureRate.note(!isAcknowledged, this.target.suspendAfter)) this.isSuspended = true;
    if (isAcknowledged) {
      this.counts.acknowledged += 1;
      this.parts.calls.took('push → acknowledged', performance.now() - message.madeAtMs);
      return;
    }
    this.counts.failed += 1;
    const { retries, share } = message.ladder;
    if (message.attempts > retries) this.counts.givenUp += 1;
    else if (!this.stopped)
      this.parts.timers.at(this.parts.nowMs() + this.target.retryMs * share, () => this.enqueue(message));
  }

  /** True when the receiver answered 200 in time. */
  private post(rawBody: string): Promise<boolean> {
    const url = new URL(this.target.url!);
    const secure = url.protocol === 'https:';
    return new Promise((resolve) => {
      const request = (secure ? httpsRequest : httpRequest)(
        url,
        {
          method: 'POST',
          agent: secure ? this.secureAgent : this.agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(rawBody),
            authorization: signPush(this.parts.app, rawBody),
          },
        },
        (response) => {
          clearTimeout(timer);
          response.resume();
          resolve(response.statusCode === 200);
        },
      );
      const timer = setTimeout(() => request.destroy(), TIMEOUT_MS);
      request.on('error', () => {
        clearTimeout(timer);
        resolve(false);
      });
      request.end(rawBody);
    });
  }
}
