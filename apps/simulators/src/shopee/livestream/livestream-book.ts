import type { User } from '../shop/shop.js';
import { DEFAULT_AUDIENCE, type Audience } from './audience.js';
import { STATUS, type BagItem, type Session } from './session.js';

interface NewSession {
  readonly title: string;
  readonly description: string;
  readonly coverImageUrl: string;
  readonly isTest: boolean;
  readonly startedInApp: boolean;
}

/** Every session of every host. */
export class LivestreamBook {
  private readonly sessions = new Map<number, Session>();
  /** Who watches sessions that begin from now on. */
  audience: Audience = DEFAULT_AUDIENCE;

  constructor(
    private lastId: number,
    private readonly nowMs: () => number,
  ) {}

  create(user: User, { startedInApp, ...text }: NewSession): Session {
    const nowMs = this.nowMs();
    this.lastId += 1;
    const session: Session = {
      ...text,
      sessionId: this.lastId,
      userId: user.userId,
      region: user.region,
      status: STATUS.initial,
      createdMs: nowMs,
      updatedMs: nowMs,
      startedMs: 0,
      endedMs: 0,
      domainId: 50 + (this.lastId % 10),
      startedInApp,
      bag: [],
      shown: undefined,
      audience: { ...this.audience, seed: this.audience.seed + this.lastId },
      posted: [],
      banned: new Set(),
    };
    this.sessions.set(session.sessionId, session);
    return session;
  }

  find(sessionId: number): Session | undefined {
    return this.sessions.get(sessionId);
  }

  ongoingOf(userId: number): Session | undefined {
    return this.of(userId).find((one) => one.status === STATUS.ongoing);
  }

  of(userId: number): Session[] {
    return [...this.sessions.values()].filter((one) => one.userId === userId);
  }

  all(): Session[] {
    return [...this.sessions.values()];
  }

  /** Items that a host had in earlier bags, the newest first, each once. */
  recentItems(userId: number): BagItem[] {
    const items = this.of(userId).flatMap((one) => one.bag);
    return items.filter((one, index) => items.findIndex((other) => other.itemId === one.itemId) === index).toReversed();
  }
}
