import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEFAULT_SETTINGS, readConfig } from './config.js';

describe('configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({ host: '127.0.0.1', port: 8092, settings: DEFAULT_SETTINGS });
  });

  it('names every variable that is wrong, and repeats no value', () => {
    const read = () =>
      readConfig({ PORT: '70000', SIGNATURES: 'none', PUSH_URL: 'secret', PUSH_SPEED: '0', MASK_BUYERS: 'maybe' });
    expect(read).toThrow(
      'PUSH_URL must be an address such as http://host/path. PORT must be a whole number from 0 to 65535. ' +
        'PUSH_SPEED must be a whole number from 1 to 1000000. SIGNATURES must be one of lenient, strict. ' +
        'MASK_BUYERS must be one of true, false.',
    );
  });

  it('has its defaults in .env.example, but for the port, which each simulator has of its own', () => {
    const lines = readFileSync(resolve(__dirname, '../../.env.example'), 'utf8').split('\n');
    const example = Object.fromEntries(
      lines.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split('=', 2) as [string, string]),
    );
    expect(readConfig({ ...example, PORT: '8092' })).toEqual(readConfig({}));
    const source = readFileSync(resolve(__dirname, 'config.ts'), 'utf8');
    const read = [...source.matchAll(/from\.\w+\('([A-Z_]+)'/g)].map((match) => match[1]!);
    const apps = ['SHOPEE', 'SHOPEE_LIVESTREAM'].flatMap((app) => [`${app}_PARTNER_ID`, `${app}_PARTNER_KEY`]);
    expect(Object.keys(example)).toEqual(expect.arrayContaining([...read, ...apps]));
  });
});
