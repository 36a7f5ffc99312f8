import { AppError } from '@pinglu/kernel';

/** One thing that is wrong with an event. Names the place and the rule, never the value. */
export interface EventProblem {
  /** A header (`ce_id`), the record's `key` or `value`, a metadata field (`metadata.subject`) or a JSON pointer into the data (`/status`). */
  readonly at: string;
  /** What was expected there, as the end of a sentence: "must be …". */
  readonly rule: string;
}

/**
 * A record or an event breaks its contract. It will never succeed as it is: dead-letter a record, mend the code that
 * made an event. The values are left out of message and meta: they may be anything a stranger sent.
 */
export class InvalidEventError extends AppError {
  readonly code: string = 'invalid-event';
  readonly category = 'invalid';
  readonly problems: readonly EventProblem[];

  constructor(problems: readonly EventProblem[]) {
    const list = problems.map(({ at, rule }) => `${at} ${rule}`).join('; ');
    super(`The event breaks its contract: ${list}. Correct the producer; the same event cannot succeed.`, {
      meta: { problems },
    });
    this.problems = problems;
  }
}

/** The type is none that this release knows. A newer producer may publish it: skip or park it, and upgrade. */
export class UnknownEventTypeError extends InvalidEventError {
  override readonly code = 'unknown-event-type';

  constructor(at: string) {
    super([{ at, rule: 'must be an event type that this release knows' }]);
  }
}
