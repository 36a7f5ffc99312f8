import { readdirSync } from 'node:fs';
import { operationNames } from '../port/capabilities.js';
import { lazadaCapabilities } from './capabilities.js';
import { endpoints } from './endpoints.js';

describe('the folder of a marketplace', () => {
  const files = readdirSync(new URL('.', import.meta.url));

  it('has the files that every marketplace has', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'adapter.ts',
        'auth.ts',
        'capabilities.ts',
        'catalog.ts',
        'client.ts',
        'endpoints.ts',
        'errors.ts',
        'finance.ts',
        'fixtures',
        'fulfillment.ts',
        'orders.ts',
        'README.md',
        'status.ts',
        'webhook.ts',
        'wire.ts',
      ]),
    );
  });

  it('has a sample of success and one of refusal for every operation that calls', () => {
    const samples = readdirSync(new URL('./fixtures', import.meta.url));
    const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const calling = operationNames.filter((name) => !['auth.authorizeUrl', 'push.verify', 'stock.read'].includes(name));
    for (const operation of calling) {
      const own = samples.filter((sample) => sample.startsWith(`${kebab(operation)}.`));
      expect([operation, own.length >= 2]).toEqual([operation, true]);
    }
  });

  it('declares for every operation whether there is one', () => {
    expect(Object.keys(lazadaCapabilities.operations).sort()).toEqual([...operationNames].sort());
  });

  it('calls only paths that begin with a slash and do not hold the base', () => {
    for (const { path } of Object.values(endpoints)) expect(path).toMatch(/^\/(?!rest)[a-z_/]+$/i);
  });
});
