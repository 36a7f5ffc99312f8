import { Clock } from '@pinglu/kernel';

/** A clock that stands still until it is moved. */
export class FakeClock extends Clock {
  private nowMs: number;

  constructor(start: Date | string = '2026-01-01T00:00:00.000Z') {
    super();
    this.nowMs = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.nowMs);
  }

  advance(ms: number): void {
    this.nowMs += ms;
  }

  set(instant: Date | string): void {
    this.nowMs = new Date(instant).getTime();
  }
}
