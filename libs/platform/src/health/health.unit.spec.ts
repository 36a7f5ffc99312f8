import { Metrics } from '../metrics/metrics.js';
import { ManagementServer } from './management-server.js';
import { Readiness } from './readiness.js';

describe('the management port', () => {
  const failures: string[] = [];
  let readiness: Readiness;
  let server: ManagementServer;

  beforeEach(async () => {
    failures.length = 0;
    readiness = new Readiness(20, (name) => failures.push(name));
    server = await ManagementServer.start({ host: '127.0.0.1', port: 0, readiness, metrics: new Metrics('specs') });
  });

  afterEach(() => server.stop());

  const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init);

  it('is alive while it answers, ready or not', async () => {
    readiness.register('database', () => Promise.reject(new Error('postgres://app:hunter2@db')));
    expect((await get('/health/live')).status).toBe(200);
  });

  it('is ready when every check passes', async () => {
    readiness.register('database', () => Promise.resolve());
    const response = await get('/health/ready');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ready: true,
      checks: [{ name: 'database', ok: true, sentence: 'All is well.' }],
    });
  });

  it('names the checks that failed or hung, and keeps the cause for the log', async () => {
    readiness.register('database', () => Promise.reject(new Error('postgres://app:hunter2@db')));
    readiness.register('bus', () => new Promise(() => undefined));
    const response = await get('/health/ready');
    const text = await response.text();
    expect(response.status).toBe(503);
    expect(JSON.parse(text)).toEqual({
      ready: false,
      checks: [
        { name: 'database', ok: false, sentence: 'The check failed; the log says why.' },
        { name: 'bus', ok: false, sentence: 'The check did not answer within 20 ms.' },
      ],
    });
    expect(text).not.toContain('hunter2');
    expect(failures).toEqual(['database']);
  });

  it('is not ready once it drains', async () => {
    readiness.startDraining();
    expect((await get('/health/ready')).status).toBe(503);
  });

  it('serves metrics, and nothing else', async () => {
    expect(await (await get('/metrics')).text()).toContain('pinglu_process_cpu_seconds_total');
    expect((await get('/')).status).toBe(404);
    expect((await get('/health/live', { method: 'POST' })).status).toBe(405);
  });
});
