import { parseArgs } from 'node:util';

/** What a benchmark may be told on the command line. */
export interface BenchOptions {
  /** How long load is put on. */
  readonly minutes: number;
  readonly marketplace: string;
  /** Decides about chance: the same seed brings the same buyers and faults. */
  readonly seed: number;
}

export interface CommandLine {
  readonly names: readonly string[];
  readonly asJson: boolean;
  readonly options: BenchOptions;
}

/** Reads `NAME … [--json] [--minutes N] [--marketplace NAME] [--seed N]`. @throws Error with a sentence for the person who typed it */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '10' },
      marketplace: { type: 'string', default: 'lazada' },
      seed: { type: 'string', default: '1' },
    },
  });
  const minutes = Number(values.minutes);
  if (!(minutes > 0 && minutes <= 1_440)) throw new Error('--minutes takes a number above 0 and at most 1440.');
  const seed = Number(values.seed);
  if (!Number.isInteger(seed) || seed < 0) throw new Error('--seed takes a whole number from 0.');
  return {
    names: positionals,
    asJson: values.json,
    options: { minutes, marketplace: values.marketplace, seed },
  };
}
