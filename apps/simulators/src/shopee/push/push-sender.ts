import type { CallReport } from '../../control/call-report.js';
import type { FaultBook } from '../../control/fault-book.js';
import { PushClient } from '../../control/push-client.js';
import { PushQueue } from '../../control/push-queue.js';
import type { Timers } from '../../control/timers.js';
import type { PartnerApp } from '../config.js';
import { writeJson, type JsonObject } from '../protocol/json.js';
import { signPush } from '../protocol/signature.js';
import { isAcknowledgement } from './acknowledgement.js';
import { LostPushes } from './lost-pushes.js';
import { PushHealth } from './push-health.js';

const TIMEOUT_MS = 3000;
/** Waiting times before each further try, on the movable clock. */
const RETRY_MS = [300_000, 1_800_000, 10_800_000] as const;
const VERIFY_INFO = 'This is a Verification message.Please respond in the certain format.';

export interface PushConfig {
  callbackUrl: string | undefined;
  /** Divides the waiting times. */
  speed: number;
  readonly off: Set<number>;
  blockedShopIds: readonly number[];
}

export interface Push {
  readonly code: number;
  /** Undefined for what concerns the app and not one shop. */
  readonly shopId: number | undefined;
  readonly timestamp: number;
  readonly body: JsonObject;
}

interface Message extends Omit<Push, 'body'> {
  readonly rawBody: string;
  readonly madeAtMs: number;
  attempts: number;
}

const COUNTS = {
  made: 0,
  attempts: 0,
  acknowledged: 0,
  failed: 0,
  dropped: 0,
  duplicated: 0,
  reordered: 0,
  lost: 0,
  switchedOff: 0,
  suspended: 0,
  withoutUrl: 0,
};

/**
 * Delivers the messages of one app at least once and in no promised order. What is not acknowledged is tried again after
 * five minutes, half an hour and three hours, and then lies in the queue of lost messages.
 */
export class PushSender {
  readonly counts = { ...COUNTS };
  readonly config: PushConfig;
  readonly health: PushHealth;
  readonly lost: LostPushes;
  private readonly client = new PushClient({ timeoutMs: TIMEOUT_MS, isAcknowledgement });
  private readonly queue: PushQueue<Message>;

  constructor(
    private readonly parts: {
      readonly app: PartnerApp;
      readonly faults: FaultBook;
      readonly timers: Timers;
      readonly calls: CallReport;
      readonly nowMs: () => number;
    },
    target: { readonly callbackUrl: string | undefined; readonly speed: number },
  ) {
    this.config = { ...target, off: new Set(), blockedShopIds: [] };
    this.queue = new PushQueue(parts.faults, this.counts, (message) => this.attempt(message));
    this.health = new PushHealth(parts.nowMs);
    this.lost = new LostPushes(parts.nowMs);
  }

  send({ body, ...push }: Push): void {
    this.counts.made += 1;
    const refused = this.refusal(push);
    if (refused !== undefined) {
      this.counts[refused] += 1;
      return;
    }
    if (this.queue.loses()) return;
    this.queue.add({ ...push, rawBody: writeJson(body), madeAtMs: performance.now(), attempts: 0 });
  }

  /** The signed message that tests an address. True when it was acknowledged like any other. */
  verify(callbackUrl: string): Promise<boolean> {
    return this.post(callbackUrl, writeJson({ code: 0, data: { verify_info: VERIFY_INFO } }));
  }

  get waiting(): number {
    return this.queue.waiting;
  }

  stop(): void {
    this.queue.stop();
    this.client.stop();
  }

  private refusal({
    code,
    shopId,
  }: Pick<Push, 'code' | 'shopId'>): 'withoutUrl' | 'switchedOff' | 'suspended' | undefined {
    const { callbackUrl, off, blockedShopIds } = this.config;
    if (callbackUrl === undefined) return 'withoutUrl';
    if (off.has(code) || (shopId !== undefined && blockedShopIds.includes(shopId))) return 'switchedOff';
    return this.health.suspendedAtMs === undefined ? undefined : 'suspended';
  }

  private post(callbackUrl: string, rawBody: string): Promise<boolean> {
    return this.client.post(callbackUrl, rawBody, signPush(this.parts.app.partnerKey, callbackUrl, rawBody));
  }

  private async attempt(message: Message): Promise<void> {
    const { callbackUrl } = this.config;
    if (callbackUrl === undefined || this.health.suspendedAtMs !== undefined) {
      this.counts.suspended += 1;
      return;
    }
    message.attempts += 1;
    this.counts.attempts += 1;
    const acknowledged = await this.post(callbackUrl, message.rawBody);
    if (this.queue.stopped) return;
    this.health.record(acknowledged);
    if (acknowledged) {
      this.counts.acknowledged += 1;
      this.parts.calls.took('push → acknowledged', performance.now() - message.madeAtMs);
      return;
    }
    this.counts.failed += 1;
    const wait = RETRY_MS[message.attempts - 1];
    if (wait === undefined) {
      this.counts.lost += 1;
      this.lost.add(message);
      return;
    }
    this.parts.timers.at(this.parts.nowMs() + wait / this.config.speed, () => this.queue.again(message));
  }
}
