import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEFAULT_SETTINGS, readConfig } from './config.js';

describe('configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({ host: '127.0.0.1', port: 8091, httpsPort: undefined, settings: DEFAULT_SETTINGS });
  });

  it('names every variable that is wrong, and repeats no value', () => {
    const read = () =>
      readConfig({ PORT: '70000', SEED: 'x', SCALARS: 'none', PUSH_URL: 'secret', REQUIRE_IMAGES: 'maybe' });
    expect(read).toThrow(
      'PUSH_URL must be an address such as http://host/path. PORT must be a whole number from 0 to 65535. ' +
        'SEED must be a whole number from 0 to 4294967295. SCALARS must be one of capture, docs. ' +
        'REQUIRE_IMAGES must be one of false, true.',
    );
  });

  it('has its defaults in .env.example', () => {
    const lines = readFileSync(resolve(__dirname, '../../.env.example'), 'utf8').split('\n');
    const example = Object.fromEntries(
      lines.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split('=', 2) as [string, string]),
    );
    expect(readConfig(example)).toEqual(readConfig({}));
    const source = readFileSync(resolve(__dirname, 'config.ts'), 'utf8');
    const read = [...source.matchAll(/from\.\w+\('([A-Z_]+)'/g)].map((match) => match[1]!);
    expect(Object.keys(example)).toEqual(expect.arrayContaining(read));
  });
});
