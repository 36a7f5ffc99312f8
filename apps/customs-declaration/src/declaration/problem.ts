/** One sentence in the two languages of those who read it. */
export interface Sentence {
  readonly en: string;
  readonly zh: string;
}

/** Why a parcel cannot be declared, or was refused: what is wrong and what to do. */
export interface Problem {
  /** Stable name of ours, or the code that customs gave. */
  readonly code: string;
  /** Where: `lines[<sellerSku>].hsCode`, `trackingNumber`, or a field of a customs document; null when nowhere special. */
  readonly field: string | null;
  readonly cause: Sentence;
  readonly advice: Sentence;
}

/** How a problem stands in an event, whose readers get English. */
export const eventProblem = ({ code, field, cause, advice }: Problem) => ({
  code,
  field,
  cause: cause.en,
  advice: advice.en,
});
