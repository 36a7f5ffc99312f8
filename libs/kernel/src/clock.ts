/** Where the time comes from. Injected, so that a test can move it; an abstract class, so that it is its own token. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
