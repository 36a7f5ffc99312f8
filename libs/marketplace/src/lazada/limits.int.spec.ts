import type { CallReport } from '../http/http-options.js';
import { connect } from '../conformance/conformance-stage.js';
import { createLazadaAdapter } from './adapter.js';
import { startLazadaSimulator, type LazadaSimulator } from './test-simulator.js';

interface Report {
  /** Calls that came although the stand-in had said that it takes none, by path. */
  readonly whileBanned: Readonly<Record<string, number>>;
}

// Real: the stand-in as a process, the network, time.
describe('how many calls a marketplace takes', () => {
  let lazada: LazadaSimulator;
  beforeAll(async () => (lazada = await startLazadaSimulator('capture')), 60_000);
  afterAll(() => lazada.stop());

  it('is learned from its refusals, and nothing is sent in spite of a ban', async () => {
    const { access } = await connect(lazada, 'one');
    await lazada.control('PUT', 'limits', { apiPerSecond: 5 });
    const reports: CallReport[] = [];
    const { seller } = createLazadaAdapter({
      credentials: lazada.credentials,
      http: { attempts: 20, onCall: (report) => reports.push(report) },
    });
    const refusalsOf = async (calls: number): Promise<number> => {
      reports.length = 0;
      await Promise.all(Array.from({ length: calls }, () => seller.get(access)));
      expect(reports.filter(({ outcome }) => outcome === 'ok')).toHaveLength(calls);
      return reports.filter(({ outcome }) => outcome === 'marketplace-rate-limited').length;
    };
    // Nobody publishes this limit: many calls go out at once, and are refused.
    const before = await refusalsOf(20);
    const after = await refusalsOf(20);
    expect(before).toBeGreaterThan(10);
    expect(after).toBeLessThan(before / 3);
    const { whileBanned } = (await lazada.control('GET', 'report')) as Report;
    expect(whileBanned).toEqual({});
  }, 60_000);
});
