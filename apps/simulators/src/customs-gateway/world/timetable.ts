interface Appointment {
  readonly atMs: number;
  readonly order: number;
  readonly run: (atMs: number) => void;
}

/** What is to happen later. Nothing happens by itself: whoever looks at the world makes it catch up first. */
export class Timetable {
  private appointments: Appointment[] = [];
  private made = 0;

  at(atMs: number, run: (atMs: number) => void): void {
    this.made += 1;
    this.appointments.push({ atMs, order: this.made, run });
  }

  /** In order of time, then of making; also what is planned meanwhile. */
  runUntil(nowMs: number): void {
    for (;;) {
      const due = this.appointments.filter(({ atMs }) => atMs <= nowMs);
      if (due.length === 0) return;
      const first = due.reduce((left, right) =>
        right.atMs < left.atMs || (right.atMs === left.atMs && right.order < left.order) ? right : left,
      );
      this.appointments = this.appointments.filter((appointment) => appointment !== first);
      first.run(first.atMs);
    }
  }
}
