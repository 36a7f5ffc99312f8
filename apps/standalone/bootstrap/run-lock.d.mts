import type { Sentence } from './sentence.mjs';

export interface Run {
  readonly pid: number;
  /** See process-identity.mjs. */
  readonly identity: string;
  readonly startedAt: string;
  readonly address: string;
}

export declare function currentRun(file: string): Run | undefined;
export declare function alreadyRuns(run: Run): Sentence;
export declare function takeRunLock(file: string, address: string): () => void;
