import type { Clock } from '@pinglu/kernel';

interface Switch {
  untilMs: number;
  probing: boolean;
}

/**
 * Remembers which kinds of calls a marketplace has switched off, as during a campaign, so that thousands of callers do not
 * each ask to be told so. When the time is over one call goes through to see; the others wait for what it finds.
 */
export class SwitchedOff {
  private readonly switches = new Map<string, Switch>();

  constructor(
    private readonly clock: Clock,
    private readonly probeAfterMs: number,
  ) {}

  /** 0 when calls of this kind may be made; else for how long they may not. */
  refusesForMs(kind: string): number {
    const known = this.switches.get(kind);
    if (!known) return 0;
    const leftMs = known.untilMs - this.now();
    if (leftMs > 0) return leftMs;
    return known.probing ? this.probeAfterMs : 0;
  }

  /** To be told right before sending; the end of the call has to be told as well. False when another one probes. */
  begin(kind: string): boolean {
    const known = this.switches.get(kind);
    if (!known) return true;
    if (this.refusesForMs(kind) > 0) return false;
    known.probing = true;
    return true;
  }

  /** The marketplace said that it does not take such calls for now. Answers for how long they are not made. */
  off(kind: string, forMs: number | null): number {
    const pauseMs = forMs ?? this.probeAfterMs;
    this.switches.set(kind, { untilMs: this.now() + pauseMs, probing: false });
    return pauseMs;
  }

  /** The marketplace took such a call, whatever it thought of it. */
  on(kind: string): void {
    if (this.switches.get(kind)?.probing) this.switches.delete(kind);
  }

  /** The call that probed came back without an answer: somebody else may try. */
  unanswered(kind: string): void {
    const known = this.switches.get(kind);
    if (known) known.probing = false;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
