import { Sentence } from '../bootstrap/sentence.mjs';
import { readConfig } from './config.js';

describe('readConfig', () => {
  it('has a default for everything', () => {
    const config = readConfig({});
    expect(config.ports.gateway).toEqual({ port: 8080, purpose: 'gateway', variable: 'GATEWAY_PORT' });
    expect(config.stateDirectory).toBe(`${config.root}/.pinglu`);
    expect(config).toMatchObject({ shutdownGraceMs: 10_000, kafkaBrokers: undefined, withoutKafka: false });
  });

  it.each(['0', '65536', '80x', '-1', '8080.5'])('refuses GATEWAY_PORT=%s by name', (value) => {
    expect(() => readConfig({ GATEWAY_PORT: value })).toThrow(
      new Sentence('GATEWAY_PORT is wrong: expected a whole number from 1 to 65535. Correct it or leave it out.'),
    );
  });

  it('refuses an event bus it does not know', () => {
    expect(() => readConfig({ EVENT_BUS: 'rabbitmq' })).toThrow('EVENT_BUS is wrong: expected postgres');
  });

  it('hands on the environment without what npm added and what services get from us', () => {
    const { inherited } = readConfig({
      PATH: '/bin',
      LOG_LEVEL: 'debug',
      npm_config_cache: '/x',
      DATABASE_URL: 'postgres://elsewhere/x',
      KAFKA_BROKERS: 'a:9092',
      PINGLU_STATE_DIR: '/x',
    });
    expect(inherited).toEqual({ PATH: '/bin', LOG_LEVEL: 'debug' });
  });
});
