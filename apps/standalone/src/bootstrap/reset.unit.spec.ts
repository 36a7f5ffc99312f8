import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeRunLock } from '../../bootstrap/run-lock.mjs';

const script = fileURLToPath(new URL('../../bootstrap/reset.mjs', import.meta.url));

/** Real: the script as its own process and the files. */
describe('npm run reset', () => {
  let base: string;
  let state: string;
  const path = (...names: string[]) => join(state, ...names);
  const reset = () => {
    const env = { PATH: '/usr/bin:/bin', PINGLU_STATE_DIR: state };
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
    return { status, said: (stdout + stderr).trim() };
  };

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'pinglu-reset-'));
    state = join(base, 'state');
    mkdirSync(path('logs'), { recursive: true });
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  it('removes everything', () => {
    writeFileSync(path('demo.json'), '{}');
    expect(reset()).toEqual({ status: 0, said: `Removed ${state}. The next npm start begins with empty data.` });
    expect(existsSync(state)).toBe(false);
    expect(reset()).toEqual({ status: 0, said: 'There is nothing to remove.' });
  });

  it('removes a database that lies elsewhere, but not what else lies there', () => {
    const data = join(base, 'disk', 'data');
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, 'PG_VERSION'), '18\n');
    writeFileSync(join(base, 'disk', 'thesis.txt'), '');
    symlinkSync(data, path('postgres'));
    expect(reset().status).toBe(0);
    expect(existsSync(data)).toBe(false);
    expect(existsSync(join(base, 'disk', 'thesis.txt'))).toBe(true);
  });

  it('does not follow a link to something that is no database', () => {
    const photos = join(base, 'photos');
    mkdirSync(photos);
    symlinkSync(photos, path('postgres'));
    expect(reset().status).toBe(0);
    expect(existsSync(photos)).toBe(true);
    expect(existsSync(state)).toBe(false);
  });

  it('refuses while Pinglu runs', () => {
    takeRunLock(path('run.json'), 'http://127.0.0.1:8080');
    expect(reset()).toEqual({
      status: 1,
      said: `Pinglu runs here (process ${process.pid}). Stop it with Ctrl-C, then run npm run reset again.`,
    });
    expect(existsSync(path('logs'))).toBe(true);
  });

  it('refuses a folder that is not ours', () => {
    rmSync(path('logs'), { recursive: true });
    writeFileSync(path('thesis.txt'), '');
    expect(reset()).toEqual({
      status: 1,
      said: `${state} does not look like a folder of Pinglu; nothing was removed. Check PINGLU_STATE_DIR.`,
    });
    expect(existsSync(path('thesis.txt'))).toBe(true);
  });
});
