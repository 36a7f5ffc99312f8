/** Large enough that a transaction per batch costs little per record, small enough that a repeated batch is cheap. */
export const DEFAULT_MAX_BATCH = 500;
