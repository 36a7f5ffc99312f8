import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasKafkaJars, prepareKafkaJars } from './prepare-jars.js';
import type { FoundProgram } from './java.js';

describe('fetching the jars of Kafka', () => {
  let dir: string;
  let pomFile: string;
  let libsDir: string;
  /** Stands in for Maven: counts its calls and puts a jar where it was told to. */
  const maven = (does: string): FoundProgram => {
    const path = join(dir, 'mvn');
    writeFileSync(
      path,
      `#!/bin/sh\necho called >> ${join(dir, 'calls')}\nfor a; do case $a in -DoutputDirectory=*) out="\${a#*=}";; esac; done\n${does}\n`,
    );
    chmodSync(path, 0o755);
    return { usable: true, path, version: '3.9.9' };
  };
  const calls = () =>
    existsSync(join(dir, 'calls')) ? readFileSync(join(dir, 'calls'), 'utf8').split('\n').length - 1 : 0;
  const prepare = (program: FoundProgram) =>
    prepareKafkaJars({ pomFile, libsDir, log: () => undefined, maven: program });
  const fetching = 'mkdir -p "$out" && echo jar > "$out/kafka.jar"';

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'pinglu-jars-'));
    pomFile = join(dir, 'pom.xml');
    libsDir = join(dir, 'kafka', 'libs');
    writeFileSync(pomFile, '<version>4.3.1</version>');
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('asks Maven once, and not again while the pom stays the same', async () => {
    await prepare(maven(fetching));
    await prepare({ usable: false, reason: 'Maven was not found' });
    expect([calls(), hasKafkaJars(libsDir, pomFile)]).toEqual([1, true]);
    expect(readFileSync(join(libsDir, 'kafka.jar'), 'utf8')).toBe('jar\n');
  });

  it('fetches anew, and keeps nothing old, when the pom names another version', async () => {
    await prepare(maven(fetching));
    writeFileSync(pomFile, '<version>4.4.0</version>');
    expect(hasKafkaJars(libsDir, pomFile)).toBe(false);
    await prepare(maven('mkdir -p "$out" && echo jar > "$out/newer.jar"'));
    expect(readdirSync(libsDir).toSorted()).toEqual(['.complete', 'newer.jar']);
  });

  it('takes jars without the mark of completeness for none', async () => {
    mkdirSync(libsDir, { recursive: true });
    writeFileSync(join(libsDir, 'half.jar'), '');
    await prepare(maven(fetching));
    expect(readdirSync(libsDir).toSorted()).toEqual(['.complete', 'kafka.jar']);
  });

  it('may run twice at once', async () => {
    const program = maven(fetching);
    await Promise.all([prepare(program), prepare(program)]);
    expect(hasKafkaJars(libsDir, pomFile)).toBe(true);
    expect(readdirSync(join(dir, 'kafka'))).toEqual(['libs']);
  });

  it('tells what Maven complained about and leaves nothing behind', async () => {
    const failing = maven('mkdir -p "$out"; echo "[ERROR] Could not resolve host: repo"; echo "[ERROR] more"; exit 1');
    await expect(prepare(failing)).rejects.toMatchObject({
      code: 'engine-download-failed',
      message: expect.stringMatching(/Check the network .* It said: Could not resolve host: repo$/),
    });
    expect(readdirSync(join(dir, 'kafka'))).toEqual([]);
  });

  it('says what to do without Maven', async () => {
    await expect(prepare({ usable: false, reason: 'Maven was not found' })).rejects.toThrow(
      'Apache Kafka cannot be fetched: Maven was not found. Install Maven, or set KAFKA_BROKERS to a running broker.',
    );
  });
});
