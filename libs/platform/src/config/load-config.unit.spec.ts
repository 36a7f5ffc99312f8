import { generateKeyPairSync } from 'node:crypto';
import { BaseServiceConfig } from './base-service-config.js';
import { ConfigError } from './config.error.js';
import { compareEnvExample } from './env-example.js';
import { exitOnConfigError, loadConfig } from './load-config.js';
import { DurationSetting } from './setting.js';

const publicKey = Buffer.from(
  generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) as string,
).toString('base64');

const valid = {
  PORT: '8080',
  MANAGEMENT_PORT: '0',
  DATABASE_URL: 'postgres://app:hunter2@127.0.0.1:5432/pinglu',
  KAFKA_BROKERS: 'a:9092,b:9092',
  INTERNAL_TOKEN_PUBLIC_KEY: publicKey,
};

function failure(env: Record<string, string | undefined>): ConfigError {
  try {
    loadConfig(BaseServiceConfig, env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}

describe('loadConfig', () => {
  it('reads, converts and fills in defaults', () => {
    const config = loadConfig(BaseServiceConfig, { ...valid, IRRELEVANT: 'x', LOG_LEVEL: '' });
    expect(config).toMatchObject({ PORT: 8080, MANAGEMENT_PORT: 0, HOST: '127.0.0.1', LOG_LEVEL: 'info' });
    expect(config.kafkaBrokers).toEqual(['a:9092', 'b:9092']);
    expect(config).not.toHaveProperty('IRRELEVANT');
  });

  it('names every missing variable and what is expected', () => {
    const error = failure({});
    expect(error.variables).toEqual([
      'PORT',
      'MANAGEMENT_PORT',
      'DATABASE_URL',
      'KAFKA_BROKERS',
      'INTERNAL_TOKEN_PUBLIC_KEY',
    ]);
    expect(error.sentences[2]).toBe(
      'DATABASE_URL is missing: expected a PostgreSQL URL such as postgres://user:password@host:5432/pinglu.',
    );
  });

  it.each([
    ['PORT', '80x'],
    ['PORT', '65536'],
    ['DATABASE_URL', 'mysql://root:hunter2@db/x'],
    ['KAFKA_BROKERS', 'hunter2'],
    ['LOG_LEVEL', 'hunter2'],
    ['SHUTDOWN_GRACE_MS', '-1'],
    ['INTERNAL_TOKEN_PUBLIC_KEY', 'hunter2'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'ftp://hunter2'],
  ])('says that %s is wrong without repeating the value', (name, value) => {
    const error = failure({ ...valid, [name]: value });
    expect(error.variables).toEqual([name]);
    expect(error.sentences[0]).toMatch(new RegExp(`^${name} is wrong: expected `));
    expect(JSON.stringify([error.message, error.sentences, error.meta])).not.toContain(value);
  });

  it('accepts the PostgreSQL event log in place of Kafka', () => {
    const config = loadConfig(BaseServiceConfig, {
      ...valid,
      KAFKA_BROKERS: undefined,
      BUS_DATABASE_URL: 'postgres://bus@127.0.0.1/pinglu',
    });
    expect(config.kafkaBrokers).toEqual([]);
  });

  it('refuses a duration whose name does not say its unit', () => {
    expect(() => DurationSetting({ min: 0, max: 1 })({}, 'TIMEOUT')).toThrow('must end in _MS');
  });
});

describe('exitOnConfigError', () => {
  it('prints one sentence per variable and exits with 1, without a stack', () => {
    const lines: string[] = [];
    const exit = (code: number): never => {
      throw new Error(`exit ${code}`);
    };
    const load = () => loadConfig(BaseServiceConfig, { ...valid, PORT: undefined });
    expect(() => exitOnConfigError(load, { print: (line) => lines.push(line), exit })).toThrow('exit 1');
    expect(lines).toEqual(['PORT is missing: expected a port number (0 lets the system choose) from 0 to 65535.']);
  });

  it('lets other errors through', () => {
    const load = () => {
      throw new RangeError('other');
    };
    expect(() => exitOnConfigError(load)).toThrow(RangeError);
  });
});

describe('compareEnvExample', () => {
  it('finds what the example lacks and what nobody reads', () => {
    const text = ['PORT=8080', '# HOST=127.0.0.1', '#LOG_LEVEL=info', 'TYPO=1'].join('\n');
    const gaps = compareEnvExample(BaseServiceConfig, text);
    expect(gaps.unknown).toEqual(['TYPO']);
    expect(gaps.missing).toContain('DATABASE_URL');
    expect(gaps.missing).not.toContain('HOST');
    expect(gaps.missing).not.toContain('LOG_LEVEL');
  });
});
