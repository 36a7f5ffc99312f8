import { format } from 'node:util';
import { describeMarketplaceConformance } from './marketplace.conformance.js';

type Register = (name: string) => void;

/** The names of what the suite tries, in order; nothing is run. */
function casesOf(name: string): string[] {
  const cases: string[] = [];
  const register: Register = (title) => void cases.push(title);
  const each =
    (rows: readonly unknown[]): Register =>
    (title) =>
      rows.forEach((row) => cases.push(format(title.replaceAll('%p', '%j'), ...(Array.isArray(row) ? row : [row]))));
  const world = globalThis as unknown as Record<string, unknown>;
  const kept = ['it', 'describe', 'beforeAll', 'afterAll'].map((key) => [key, world[key]] as const);
  Object.assign(world, {
    it: Object.assign(register, { each }),
    describe: (_: string, body: () => void) => body(),
    beforeAll: () => undefined,
    afterAll: () => undefined,
  });
  try {
    describeMarketplaceConformance({ name, start: () => Promise.reject(new Error('Nothing is to be started.')) });
  } finally {
    for (const [key, value] of kept) world[key] = value;
  }
  return cases;
}

describe('the suite that every adapter has to pass', () => {
  it('tries the same of every marketplace, whatever it offers', () => {
    const cases = casesOf('lazada');
    expect(casesOf('shopee')).toEqual(cases);
    expect(new Set(cases).size).toBe(cases.length);
    expect(cases.length).toBeGreaterThan(100);
  });
});
