import { expectationsOf } from './setting.js';

export interface EnvExampleGaps {
  /** Declared by the class, absent from the file. */
  readonly missing: readonly string[];
  /** In the file, read by nobody. */
  readonly unknown: readonly string[];
}

/** Compares a service's `.env.example` with its config class; a variable may stand commented out (`# NAME=…`). */
export function compareEnvExample(ConfigClass: new () => object, text: string): EnvExampleGaps {
  const declared = new Set(expectationsOf(ConfigClass).keys());
  const listed = new Set([...text.matchAll(/^(?:# ?)?([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1]!));
  return {
    missing: [...declared].filter((name) => !listed.has(name)),
    unknown: [...listed].filter((name) => !declared.has(name)),
  };
}
