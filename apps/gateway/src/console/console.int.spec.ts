import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestGateway } from '../test-gateway.js';

// Real: the gateway over HTTP, files. Fake: the built console, two files.

describe('the console at the door', () => {
  let folder: string;
  let gateway: TestGateway;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pinglu-console-'));
    await mkdir(join(folder, 'dist/assets'), { recursive: true });
    await writeFile(join(folder, 'dist/index.html'), '<!doctype html><title>Pinglu</title>');
    await writeFile(join(folder, 'dist/assets/index-a1b2.js'), 'void 0;');
    await writeFile(join(folder, 'secret.js'), 'secret');
    gateway = await TestGateway.start({ env: { CONSOLE_DIR: join(folder, 'dist') } });
  });

  afterAll(async () => {
    await gateway.stop();
    await rm(folder, { recursive: true });
  });

  it('is one page that may load nothing from elsewhere', async () => {
    const page = await gateway.call('/', { key: '' });
    expect([page.status, page.text]).toEqual([200, '<!doctype html><title>Pinglu</title>']);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    // It would turn the assets' addresses to https, where an installation on plain http has nothing.
    expect(policy).not.toContain('upgrade-insecure-requests');
  });

  it('and its assets, which may be kept for good', async () => {
    const script = await gateway.call('/assets/index-a1b2.js', { key: '' });
    expect([script.status, script.text]).toEqual([200, 'void 0;']);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toContain('immutable');
  });

  it.each(['none.js', '..%2F..%2Fsecret.js', '..%2Findex.html', 'index-a1b2', '.js'])(
    'and nothing else: %s',
    async (name) => {
      expect((await gateway.call(`/assets/${name}`, { key: '' })).body).toMatchObject({
        status: 404,
        code: 'unknown-route',
      });
    },
  );

  it('says how to build it when it is not built', async () => {
    const bare = await TestGateway.start({ env: { CONSOLE_DIR: join(folder, 'none') } });
    const page = await bare.call('/', { key: '' });
    await bare.stop();
    expect(page.status).toBe(503);
    expect(page.text).toContain('npx vite build apps/console');
  });
});
