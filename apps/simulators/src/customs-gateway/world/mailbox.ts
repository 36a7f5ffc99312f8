/** A receipt that waits to be fetched. It is given again until it is acknowledged: at least once, as on the real queue. */
export interface Delivery {
  readonly id: string;
  readonly availableAtMs: number;
  readonly xml: string;
}

export class Mailboxes {
  private readonly byAddress = new Map<string, Delivery[]>();
  private counts = { queued: 0, acknowledged: 0 };

  put(address: string, delivery: Delivery): void {
    const box = this.byAddress.get(address) ?? [];
    box.push(delivery);
    this.byAddress.set(address, box);
    this.counts.queued += 1;
  }

  /** Those that may be seen by now, in the order in which they became so. */
  peek(address: string, { nowMs, max }: { nowMs: number; max: number }): Delivery[] {
    const due = (this.byAddress.get(address) ?? []).filter(({ availableAtMs }) => availableAtMs <= nowMs);
    return due.sort((left, right) => left.availableAtMs - right.availableAtMs).slice(0, max);
  }

  /** Answers how many of them were there. */
  acknowledge(address: string, ids: ReadonlySet<string>): number {
    const box = this.byAddress.get(address) ?? [];
    const left = box.filter(({ id }) => !ids.has(id));
    this.byAddress.set(address, left);
    this.counts.acknowledged += box.length - left.length;
    return box.length - left.length;
  }

  report(): { queued: number; acknowledged: number; waiting: number } {
    return { ...this.counts, waiting: this.counts.queued - this.counts.acknowledged };
  }
}
