import { Agent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { CallReport } from '../../control/call-report.js';
import type { FaultBook } from '../../control/fault-book.js';
import { signPush } from '../protocol/signature.js';
import type { JsonObject } from '../protocol/json.js';
import type { Timers } from '../world/timers.js';

const TIMEOUT_MS = 500;
const MAX_ATTEMPTS = 13;
const MAX_IN_FLIGHT = 16;

export interface PushTarget {
  readonly url: string | undefined;
  readonly retryMs: number;
}

interface Message {
  /** Makes the body anew for each try: a retry carries the newest status. */
  readonly body: () => JsonObject;
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
}

/**
 * Delivers messages at least once and in no promised order: an answer of 200 within 500 ms acknowledges; otherwise the
 * message is tried again every half hour, twelve times.
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
  };
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

  send(body: () => JsonObject): void {
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
    const message: Message = { body, madeAtMs: performance.now(), attempts: 0 };
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
    message.attempts += 1;
    this.counts.attempts += 1;
    if (await this.post(JSON.stringify(message.body()))) {
      this.counts.acknowledged += 1;
      this.parts.calls.took('push → acknowledged', performance.now() - message.madeAtMs);
      return;
    }
    this.counts.failed += 1;
    if (message.attempts >= MAX_ATTEMPTS) this.counts.givenUp += 1;
    else if (!this.stopped) this.parts.timers.at(this.parts.nowMs() + this.target.retryMs, () => this.enqueue(message));
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
