import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchConfig } from './config.js';
import type { BenchOptions } from './options.js';

/** One promise: a ratio or a difference between a figure and its floor, and what it has to be. */
export interface Target {
  readonly ratio: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface BenchResult {
  /** What was measured, by name; the unit is the end of the name. */
  readonly figures: Readonly<Record<string, number>>;
  /** The same work without our code, measured in the same run. */
  readonly floors: Readonly<Record<string, number>>;
  /** Figures set beside floors: what may be quoted, for times depend on the machine. */
  readonly ratios: Readonly<Record<string, number>>;
  readonly targets: readonly Target[];
  /** Figures and floors count things, each of which matters: they are not rounded, and the bench has shown them itself. */
  readonly counts?: boolean;
}

export interface Bench {
  readonly name: string;
  readonly about: string;
  /** Runs only when it is asked for. */
  readonly byNameOnly?: boolean;
  run(say: (line: string) => void, options: BenchOptions): Promise<BenchResult>;
}

const missed = ({ ratios, targets }: BenchResult): string[] =>
  targets.flatMap(({ ratio, atLeast, atMost }) => {
    const value = ratios[ratio];
    if (value === undefined) return [`${ratio} was not measured`];
    if (atLeast !== undefined && value < atLeast) return [`${ratio} is ${value}, below ${atLeast}`];
    if (atMost !== undefined && value > atMost) return [`${ratio} is ${value}, above ${atMost}`];
    return [];
  });

/** Keeps the result beside the code, prints it for people, and answers the one line for programs. */
export function report(bench: Bench, result: BenchResult, say: (line: string) => void): { line: string; ok: boolean } {
  const rounded = {
    figures: result.counts ? result.figures : round(result.figures),
    floors: result.counts ? result.floors : round(result.floors),
    ratios: round(result.ratios),
    targets: result.targets,
  };
  for (const [title, values] of Object.entries({
    ...(!result.counts && { figures: rounded.figures, 'floors of the same run': rounded.floors }),
    ratios: rounded.ratios,
  })) {
    say(`\n  ${title}`);
    for (const [name, value] of Object.entries(values)) say(`    ${name.padEnd(44)} ${String(value).padStart(12)}`);
  }
  const misses = missed(rounded);
  say(misses.length === 0 ? '\n  Every target is met.' : `\n  Missed: ${misses.join('; ')}.`);
  const { targets: _targets, ...measured } = rounded;
  const line = JSON.stringify({ bench: bench.name, ok: misses.length === 0, ...measured });
  mkdirSync(benchConfig.resultsDirectory, { recursive: true });
  const kept = { measuredOn: new Date().toISOString().slice(0, 10), node: process.version, ...JSON.parse(line) };
  writeFileSync(join(benchConfig.resultsDirectory, `${bench.name}.json`), `${JSON.stringify(kept, null, 2)}\n`);
  return { line, ok: misses.length === 0 };
}

/** Three digits: more would claim a precision that no run has. */
const round = (values: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value.toPrecision(3))]));
