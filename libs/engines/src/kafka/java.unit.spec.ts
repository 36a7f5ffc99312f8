import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJava, findMaven, parseJavaMajor } from './java.js';

describe('finding Java and Maven', () => {
  let dir: string;
  const program = (folder: string, name: string, prints: string): string => {
    mkdirSync(join(dir, folder), { recursive: true });
    const path = join(dir, folder, name);
    writeFileSync(path, `#!/bin/sh\necho '${prints}' >&2\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const environment = (javaHome?: string) => ({ path: join(dir, 'bin'), javaHome, home: undefined });

  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'pinglu-java-'))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['openjdk version "21" 2023-09-19', 21],
    ['java version "1.8.0_402"', 8],
    ['openjdk version "26-ea" 2026-03-17', 26],
    ['The operation couldn’t be completed. Unable to locate a Java Runtime.', undefined],
  ])('reads %p as %p', (text, major) => expect(parseJavaMajor(text)).toBe(major));

  it('prefers JAVA_HOME to PATH', () => {
    program('bin', 'java', 'openjdk version "25.0.1"');
    const path = program('home/bin', 'java', 'openjdk version "21.0.2"');
    expect(findJava(environment(join(dir, 'home')))).toEqual({ usable: true, path, version: '21' });
  });

  it('goes on to PATH when the Java of JAVA_HOME is too old', () => {
    program('home/bin', 'java', 'openjdk version "11.0.2"');
    const path = program('bin', 'java', 'openjdk version "17.0.1"');
    expect(findJava(environment(join(dir, 'home')))).toEqual({ usable: true, path, version: '17' });
  });

  it('says why a Java cannot be used', () => {
    expect(findJava(environment())).toEqual({ usable: false, reason: 'Java was not found' });
    const path = program('bin', 'java', 'openjdk version "11.0.2"');
    expect(findJava(environment())).toEqual({
      usable: false,
      reason: `${path} is Java 11 and Kafka needs 17 or newer`,
    });
    program('bin', 'java', 'Unable to locate a Java Runtime.');
    expect(findJava(environment())).toEqual({ usable: false, reason: `${path} did not tell its version` });
  });

  it('wants a Maven that can run the plugin', () => {
    expect(findMaven(environment())).toEqual({ usable: false, reason: 'Maven was not found' });
    const path = program('bin', 'mvn', 'Apache Maven 3.5.4');
    expect(findMaven(environment())).toEqual({
      usable: false,
      reason: `${path} is Maven 3.5 and 3.6 or newer is needed`,
    });
    program('bin', 'mvn', 'Apache Maven 3.8.7');
    expect(findMaven(environment())).toEqual({ usable: true, path, version: '3.8.7' });
  });
});
