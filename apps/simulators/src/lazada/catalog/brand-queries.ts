import { fullBucket, takeToken, type BucketState } from '@pinglu/kernel';

/** Published: of all sellers and apps together. What is more is answered with success and an empty list. */
const LIMIT = { capacity: 30, perSecond: 30 };

/** Counts queries for brands. `realMs` is the process's own clock, as the limit protects machines. */
export class BrandQueries {
  private state: BucketState;

  constructor(private readonly realMs: () => number = () => performance.now()) {
    this.state = fullBucket(LIMIT, realMs());
  }

  isOneTooMany(): boolean {
    const { allowed, state } = takeToken(this.state, LIMIT, this.realMs());
    this.state = state;
    return !allowed;
  }
}
