import { Clock } from '@pinglu/kernel';

/** Runs like the clock on the wall, moved forwards by whatever the control door has asked for. */
export class MovableClock extends Clock {
  private offsetMs = 0;
  private readonly listeners: (() => void)[] = [];

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  advance(ms: number): void {
    this.offsetMs += ms;
    for (const listener of this.listeners) listener();
  }

  set(instant: Date): void {
    this.advance(instant.getTime() - this.now().getTime());
  }

  /** Called after each jump, so that what became due meanwhile happens at once. */
  onMove(listener: () => void): void {
    this.listeners.push(listener);
  }
}

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Milliseconds of `20d`, `30m`, `90s`, `500ms`, `2w`; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|w)$/.exec(text.trim());
  return match ? Number(match[1]) * UNITS[match[2]!]! : undefined;
}
