import { readdirSync, readFileSync } from 'node:fs';
import { operationNames } from '../port/capabilities.js';
import { shopeeCapabilities } from './capabilities.js';
import { endpoints } from './endpoints.js';

const sources = ['', 'ports/'].flatMap((folder) =>
  readdirSync(new URL(folder === '' ? '.' : folder, import.meta.url))
    .filter((file) => file.endsWith('.ts') && !file.includes('.spec.') && !file.startsWith('test-'))
    .map((file) => ({
      file: `${folder}${file}`,
      text: readFileSync(new URL(`${folder}${file}`, import.meta.url), 'utf8'),
    })),
);

describe('the folder of Shopee', () => {
  it('declares for every operation whether there is one', () => {
    expect(Object.keys(shopeeCapabilities.operations).sort()).toEqual([...operationNames].sort());
  });

  it('calls only paths of the second version, each by one verb', () => {
    const verbs = new Map<string, string>();
    for (const { path, method } of Object.values(endpoints)) {
      expect(path).toMatch(/^\/api\/v2\/[a-z_]+(\/[a-z_]+)+$/);
      expect([path, verbs.get(path) ?? method]).toEqual([path, method]);
      verbs.set(path, method);
    }
  });

  it('calls in the name of operations that are declared', () => {
    const names = Object.values(endpoints).map(({ operation }) => operation);
    expect(names.filter((name) => !(operationNames as readonly string[]).includes(name))).toEqual([]);
  });

  it('has its paths in one file', () => {
    const named = sources.filter(({ text }) => /\/api\/v2\//.test(text.replace(/^\s*(\*|\/\/|\/\*\*).*$/gm, '')));
    expect(named.map(({ file }) => file)).toEqual(['endpoints.ts']);
  });

  it('reads only answers of samples that are JSON, and those that are an envelope say so', () => {
    const folder = new URL('./fixtures/', import.meta.url);
    for (const file of readdirSync(folder)) {
      const sample = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, unknown>;
      const isPush = file.startsWith('push.');
      expect([file, 'error' in sample, 'code' in sample]).toEqual([file, !isPush, isPush]);
    }
  });
});
