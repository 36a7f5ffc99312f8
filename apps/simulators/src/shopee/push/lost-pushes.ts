const KEPT_MS = 3 * 86_400_000;
export const LOST_PAGE = 100;

export interface LostPush {
  readonly id: number;
  readonly shopId: number | undefined;
  readonly code: number;
  /** Seconds, as in the body. */
  readonly timestamp: number;
  readonly rawBody: string;
  readonly lostMs: number;
}

/** Pushes that nobody acknowledged, for three days. They are read from the earliest on and confirmed up to a number. */
export class LostPushes {
  private queue: LostPush[] = [];
  private made = 0;

  constructor(private readonly nowMs: () => number) {}

  add(push: Omit<LostPush, 'id' | 'lostMs'>): void {
    this.queue.push({ ...push, id: (this.made += 1), lostMs: this.nowMs() });
  }

  earliest(): { rows: LostPush[]; more: boolean } {
    this.forgetOld();
    return { rows: this.queue.slice(0, LOST_PAGE), more: this.queue.length > LOST_PAGE };
  }

  /** Everything up to this number was consumed. False when the number was never given. */
  confirm(lastId: number): boolean {
    if (lastId < 1 || lastId > this.made) return false;
    this.queue = this.queue.filter((one) => one.id > lastId);
    return true;
  }

  get size(): number {
    this.forgetOld();
    return this.queue.length;
  }

  private forgetOld(): void {
    const oldest = this.nowMs() - KEPT_MS;
    if ((this.queue[0]?.lostMs ?? Infinity) < oldest) this.queue = this.queue.filter((one) => one.lostMs >= oldest);
  }
}
