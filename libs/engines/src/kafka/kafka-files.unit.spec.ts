import { randomClusterId } from './cluster-id.js';
import { loggingProperties, renderServerProperties } from './deploy-files.js';
import { jvmArguments } from './jvm-arguments.js';

describe('the files and arguments of a Kafka node', () => {
  const properties = new Map(
    renderServerProperties({ port: 19092, controllerPort: 19093, dataDir: '/with space/data' })
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );

  it('fills in every name of the template', () => {
    expect([...properties.values()].filter((value) => /@\w+@/.test(value))).toEqual([]);
    expect(properties.get('listeners')).toBe('PLAINTEXT://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093');
    expect(properties.get('controller.quorum.voters')).toBe('1@127.0.0.1:19093');
    expect(properties.get('log.dirs')).toBe('/with space/data');
  });

  it('listens on loopback only and makes no topic by accident', () => {
    expect(properties.get('advertised.listeners')).toBe('PLAINTEXT://127.0.0.1:19092');
    expect(properties.get('auto.create.topics.enable')).toBe('false');
  });

  it('logs the two lines that the start waits for', () => {
    expect(loggingProperties()).toMatch(/logger\.\w+\.name=kafka\.server\.KafkaRaftServer/);
    expect(loggingProperties()).toMatch(/logger\.\w+\.name=org\.apache\.kafka\.common\.utils\.AppInfoParser/);
  });

  it('gives the JVM its heap, never a first heap above the last', () => {
    const files = { libsDir: '/libs', loggingFile: '/k/log4j2.properties', tempDir: '/k/tmp' };
    expect(jvmArguments({ heapMb: 256, ...files })).toEqual(expect.arrayContaining(['-Xms64m', '-Xmx256m']));
    expect(jvmArguments({ heapMb: 48, ...files })).toEqual(expect.arrayContaining(['-Xms48m', '-Xmx48m']));
    expect(jvmArguments({ heapMb: 48, ...files }).slice(-2)).toEqual(['-cp', '/libs/*']);
  });

  it('makes cluster ids as the tool does: 22 characters, no leading dash', () => {
    const draws = [Buffer.alloc(16, 0xff).fill(0xf8, 0, 1), Buffer.alloc(16, 1)];
    expect(randomClusterId(() => draws.shift()!)).toBe(Buffer.alloc(16, 1).toString('base64url'));
    expect(randomClusterId()).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/);
  });
});
