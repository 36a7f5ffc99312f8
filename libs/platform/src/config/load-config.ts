import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { ConfigError } from './config.error.js';
import { expectationsOf } from './setting.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the variables that `ConfigClass` declares with `@Setting`. An empty value counts as unset. Throws ConfigError
 * with one sentence per variable; never a value.
 */
export function loadConfig<T extends object>(ConfigClass: new () => T, env: Environment): T {
  const expectations = expectationsOf(ConfigClass);
  const given = Object.fromEntries(
    [...expectations.keys()].filter((name) => env[name]).map((name) => [name, env[name]]),
  );
  const config = plainToInstance(ConfigClass, given);
  const wrong = new Set(validateSync(config, { forbidUnknownValues: true }).map((error) => error.property));
  const variables = [...expectations.keys()].filter((name) => wrong.has(name));
  if (wrong.size > 0) {
    const sentences = variables.map(
      (name) => `${name} is ${name in given ? 'wrong' : 'missing'}: expected ${expectations.get(name)}.`,
    );
    throw new ConfigError(variables, sentences);
  }
  return config;
}

export interface Exit {
  readonly print: (line: string) => void;
  readonly exit: (code: number) => never;
}

const realExit: Exit = {
  print: (line) => process.stderr.write(`${line}\n`),
  exit: (code) => process.exit(code),
};

/** For `main.ts`: an operator who mistyped a variable reads sentences, not a stack. Other errors pass through. */
export function exitOnConfigError<T>(load: () => T, { print, exit }: Exit = realExit): T {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const sentence of error.sentences) print(sentence);
    return exit(1);
  }
}
