import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readEngineEnvironment, type EngineEnvironment } from '../config.js';

/** A program of the machine, or the reason why it cannot be used: the end of a sentence, "because …". */
export type FoundProgram =
  | { readonly usable: true; readonly path: string; readonly version: string }
  | { readonly usable: false; readonly reason: string };

/** Kafka 4 needs it on servers. */
export const MIN_JAVA_MAJOR = 17;
/** maven-dependency-plugin 3.8.1 needs it. */
const MIN_MAVEN: readonly [number, number] = [3, 6];

/** Looks in JAVA_HOME, then along PATH. */
export function findJava(environment: EngineEnvironment = readEngineEnvironment()): FoundProgram {
  const candidates = [
    ...(environment.javaHome === undefined ? [] : [join(environment.javaHome, 'bin', 'java')]),
    ...alongPath('java', environment.path),
  ];
  return firstUsable(candidates, 'Java was not found', (path) => {
    const major = parseJavaMajor(output(path, ['-version'], environment));
    if (major === undefined) return { usable: false, reason: `${path} did not tell its version` };
    if (major < MIN_JAVA_MAJOR) {
      return { usable: false, reason: `${path} is Java ${major} and Kafka needs ${MIN_JAVA_MAJOR} or newer` };
    }
    return { usable: true, path, version: String(major) };
  });
}

/** Looks along PATH. Takes about half a second, since Maven is itself a Java program. */
export function findMaven(environment: EngineEnvironment = readEngineEnvironment()): FoundProgram {
  return firstUsable(alongPath('mvn', environment.path), 'Maven was not found', (path) => {
    const version = /Apache Maven (\d+)\.(\d+)(\.\d+)?/.exec(output(path, ['-v'], environment));
    if (version === null) return { usable: false, reason: `${path} did not tell its version` };
    const [major, minor] = [Number(version[1]), Number(version[2])];
    if (major < MIN_MAVEN[0] || (major === MIN_MAVEN[0] && minor < MIN_MAVEN[1])) {
      return {
        usable: false,
        reason: `${path} is Maven ${major}.${minor} and ${MIN_MAVEN.join('.')} or newer is needed`,
      };
    }
    return { usable: true, path, version: `${major}.${minor}${version[3] ?? ''}` };
  });
}

/** "17.0.15" is 17; "1.8.0_402", as Java wrote it until 8, is 8. */
export function parseJavaMajor(text: string): number | undefined {
  const found = /version "(?:1\.)?(\d+)/.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

function firstUsable(
  candidates: readonly string[],
  notFound: string,
  check: (path: string) => FoundProgram,
): FoundProgram {
  const answers = candidates.filter((path) => existsSync(path)).map((path) => check(path));
  return answers.find((answer) => answer.usable) ?? answers[0] ?? { usable: false, reason: notFound };
}

const alongPath = (program: string, path: string): string[] =>
  path
    .split(':')
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, program));

function output(path: string, args: readonly string[], environment: EngineEnvironment): string {
  const result = spawnSync(path, args, {
    encoding: 'utf8',
    timeout: 20_000,
    env: {
      PATH: environment.path,
      ...(environment.javaHome !== undefined && { JAVA_HOME: environment.javaHome }),
      ...(environment.home !== undefined && { HOME: environment.home }),
    },
  });
  return `${result.stdout ?? ''}${result.stderr ?? ''}`;
}
