interface Appointment {
  readonly atMs: number;
  readonly run: (atMs: number) => void;
}

/** What is to happen later. Nothing happens by itself: whoever looks at the world makes it catch up first. */
export class Timetable {
  /** By time, and of one time by making. Nearly always added at the end, because every step takes equally long. */
  private readonly appointments: Appointment[] = [];
  private done = 0;

  at(atMs: number, run: (atMs: number) => void): void {
    let place = this.appointments.length;
    while (place > this.done && this.appointments[place - 1]!.atMs > atMs) place -= 1;
    this.appointments.splice(place, 0, { atMs, run });
  }

  /** In order of time, then of making; also what is planned meanwhile. */
  runUntil(nowMs: number): void {
    for (;;) {
      const next = this.appointments[this.done];
      if (next === undefined || next.atMs > nowMs) break;
      this.done += 1;
      next.run(next.atMs);
    }
    if (this.done < 10_000 && this.done < this.appointments.length) return;
    this.appointments.splice(0, this.done);
    this.done = 0;
  }
}
