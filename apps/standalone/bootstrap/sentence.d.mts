export declare class Sentence extends Error {
  constructor(message: string, options?: { exitCode?: number; detail?: readonly string[] });
  readonly exitCode: number;
  readonly detail: readonly string[];
}
export declare function sentenceForSystemError(error: unknown): string | undefined;
