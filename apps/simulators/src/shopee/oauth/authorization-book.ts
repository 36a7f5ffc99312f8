import { keyOf, type Subject } from './subject.js';

const DAY_MS = 86_400_000;

/** That a subject lets an app in. */
export interface Authorization {
  readonly partnerId: number;
  readonly subject: Subject;
  readonly mainAccountId: number | undefined;
  readonly grantedMs: number;
  /** When the seller must come to the consent page again. */
  readonly untilMs: number;
}

/** Who has let which app in, and until when. */
export class AuthorizationBook {
  private readonly told = new Set<Authorization>();
  private readonly entries = new Map<string, Authorization>();

  constructor(private readonly nowMs: () => number) {}

  grant(partnerId: number, subject: Subject, consent: { days: number; mainAccountId: number | undefined }): void {
    const grantedMs = this.nowMs();
    const { mainAccountId, days } = consent;
    const untilMs = grantedMs + days * DAY_MS;
    this.entries.set(entryKey(partnerId, subject), { partnerId, subject, mainAccountId, grantedMs, untilMs });
  }

  /** Takes it back. False when there was none. */
  end(partnerId: number, subject: Subject): boolean {
    return this.entries.delete(entryKey(partnerId, subject));
  }

  /** As it was granted, even when its time is over. */
  find(partnerId: number, subject: Subject): Authorization | undefined {
    return this.entries.get(entryKey(partnerId, subject));
  }

  isOpen(partnerId: number, subject: Subject): boolean {
    const entry = this.find(partnerId, subject);
    return entry !== undefined && entry.untilMs > this.nowMs();
  }

  /** Of one app, in the order in which they were granted. */
  of(partnerId: number): Authorization[] {
    return [...this.entries.values()].filter((one) => one.partnerId === partnerId);
  }

  /** Those that have ended since; each is told once. */
  takeExpired(partnerId: number): Authorization[] {
    const now = this.nowMs();
    const expired = this.of(partnerId).filter((one) => one.untilMs <= now && !this.told.has(one));
    for (const one of expired) this.told.add(one);
    return expired;
  }

  expiringWithin(partnerId: number, ms: number): Authorization[] {
    const now = this.nowMs();
    return this.of(partnerId).filter((one) => one.untilMs > now && one.untilMs - now <= ms);
  }
}

const entryKey = (partnerId: number, subject: Subject): string => `${partnerId}/${keyOf(subject)}`;
