import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { EngineError } from '../engine-error.js';
import { freePorts } from '../ports/ports.js';
import { listLinks, locateBinaries, missingLinks } from './binaries.js';
import { NOBODY, RELOCATED_ROOT } from './placement.js';
import { removePostgresData, startPostgres, type RunningPostgres } from './start-postgres.js';

const dist = JSON.stringify(new URL('../../dist/index.js', import.meta.url).href);
const asRoot = process.getuid?.() === 0;
/** A user every Unix has and nobody logs in as; PostgreSQL wants its user to have a name. */
const DAEMON = 1;
const silent = { settings: { shared_buffers: '16MB' } };

describe('starting PostgreSQL', () => {
  let dir: string;
  let dataDir: string;
  let port: number;
  const started: RunningPostgres[] = [];
  const start = async (): Promise<RunningPostgres> => {
    const running = await startPostgres({ dataDir, port, ...silent });
    started.push(running);
    return running;
  };

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'pinglu-pg-'));
    chmodSync(dir, 0o755);
    dataDir = join(dir, 'postgres');
    [port] = (await freePorts(1)) as [number];
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((running) => running.stop()));
    await removePostgresData(dataDir);
    rmSync(dir, { recursive: true, force: true });
  });

  it('makes a UTF8 cluster whatever the language of the surroundings', async () => {
    // The server is given an environment of its own, so LANG is never set for it.
    const running = await start();
    const [row] = await query(
      running,
      "select current_setting('server_encoding') as encoding, length('广西') as length",
    );
    expect(row).toEqual({ encoding: 'UTF8', length: 2 });
    expect(running.version).toMatch(/^18\.\d+$/);
  });

  it('keeps what was written over a stop and a second start', async () => {
    await query(await start(), 'create table kept as select 7 as n');
    await started[0]!.stop();
    expect(await started[0]!.exited).toEqual({ code: 0, signal: null });
    expect(await query(await start(), 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('loses nothing that was committed when the server is killed, and tells that it ended', async () => {
    const running = await start();
    await query(running, 'create table kept(n int primary key)');
    for (let n = 1; n <= 50; n += 1) await query(running, `insert into kept values (${n})`);
    process.kill(running.pid, 'SIGKILL');
    expect(await running.exited).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await query(await start(), 'select count(*)::int as n, max(n) as last from kept')).toEqual([
      { n: 50, last: 50 },
    ]);
  });

  it('stops when the process that started it is killed, and the next start waits for that', async () => {
    const file = join(dir, 'start.mjs');
    writeFileSync(
      file,
      `import { startPostgres } from ${dist};
       const running = await startPostgres(${JSON.stringify({ dataDir, port, ...silent })});
       console.log(running.pid);`,
    );
    const parent = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve, reject) => {
      parent.once('exit', () => reject(new Error('The parent ended before it was killed.')));
      createInterface({ input: parent.stdout }).once('line', (line) => resolve(Number(line)));
    });
    process.kill(pid, 0);
    parent.kill('SIGKILL');
    const running = await start();
    expect(running.pid).not.toBe(pid);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('says which variable moves a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(port, '127.0.0.1', done));
    await expect(start()).rejects.toThrow(
      new EngineError(
        'engine-port-taken',
        `Port ${port} (PostgreSQL) is taken by another program. Stop it or set POSTGRES_PORT to a free port.`,
      ),
    );
    await new Promise((done) => other.close(done));
  });

  it('refuses a second server on the same data, and to remove data that is in use', async () => {
    const running = await start();
    const [otherPort] = (await freePorts(1)) as [number];
    const inUse = { code: 'engine-data-in-use', message: expect.stringContaining(`(process ${running.pid})`) };
    await expect(startPostgres({ dataDir, port: otherPort })).rejects.toMatchObject(inUse);
    await expect(removePostgresData(dataDir)).rejects.toMatchObject(inUse);
  });

  it('refuses data of another major version and leaves it alone', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toMatchObject({
      code: 'engine-data-incompatible',
      message: expect.stringMatching(/written by PostgreSQL 15, and this is PostgreSQL 18\. .*npm run reset/),
    });
    expect(readFileSync(join(dataDir, 'PG_VERSION'), 'utf8')).toBe('15\n');
  });

  it('refuses a folder that holds something else', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'thesis.txt'), 'precious');
    await expect(start()).rejects.toMatchObject({ code: 'engine-data-incompatible' });
    expect(existsSync(join(dataDir, 'thesis.txt'))).toBe(true);
  });

  it('begins anew after an initialisation that was cut off', async () => {
    mkdirSync(`${dataDir}.new`);
    writeFileSync(join(`${dataDir}.new`, 'PG_VERSION'), '18\n');
    expect(await query(await start(), 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  if (asRoot) {
    it('runs as nobody under root', async () => {
      const running = await start();
      expect(statSync(dataDir).uid).toBe(NOBODY);
      expect(execFileSync('ps', ['-o', 'uid=', '-p', String(running.pid)], { encoding: 'utf8' }).trim()).toBe(
        String(NOBODY),
      );
    });

    it('moves data and programs out of a folder nobody may enter, and removes them again', async () => {
      chmodSync(dir, 0o700);
      const lines: string[] = [];
      const running = await startPostgres({ dataDir, port, ...silent, log: (line) => lines.push(line) });
      started.push(running);
      expect(lines[0]).toContain(RELOCATED_ROOT);
      expect(lstatSync(dataDir).isSymbolicLink()).toBe(true);
      await query(running, 'create table kept as select 7 as n');
      await running.stop();
      expect(await query(await start(), 'select n from kept')).toEqual([{ n: 7 }]);
      const [row] = await query(started[1]!, "select current_setting('data_directory') as dir");
      const home = String(row?.dir).replace(/\/data$/, '');
      expect(home.startsWith(`${RELOCATED_ROOT}/postgres-`)).toBe(true);
      await started[1]!.stop();
      await removePostgresData(dataDir);
      expect([existsSync(home), lstatSync(dataDir, { throwIfNoEntry: false })]).toEqual([false, undefined]);
    });

    it('runs for an ordinary user, also on packages that are read-only to them', async () => {
      chmodSync(dir, 0o777);
      // As npm unpacks it: without library links, and here in a folder where the user cannot make them.
      const installed = locateBinaries();
      const packageDir = join(dir, 'package');
      const nativeDir = join(packageDir, 'native');
      cpSync(installed.nativeDir, nativeDir, { recursive: true, verbatimSymlinks: true });
      for (const link of listLinks({ nativeDir })) rmSync(join(packageDir, link.target), { force: true });
      const script = `
        import { startPostgres } from ${dist};
        const running = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, port: ${port}, binaries: { nativeDir: ${JSON.stringify(nativeDir)} } });
        console.log(running.version);
        await running.stop();`;
      const file = join(dir, 'start.mjs');
      writeFileSync(file, script);
      const result = spawnSync(
        'setpriv',
        [`--reuid=${DAEMON}`, `--regid=${DAEMON}`, '--clear-groups', process.execPath, file],
        { encoding: 'utf8', env: { PATH: '/usr/bin:/bin' } },
      );
      expect({ stdout: result.stdout.trim(), stderr: result.stderr }).toEqual({
        stdout: expect.stringMatching(/^18\.\d+$/),
        stderr: '',
      });
      expect(statSync(dataDir).uid).toBe(DAEMON);
      expect(missingLinks({ nativeDir })).not.toEqual([]);
      await removePostgresData(dataDir);
      expect([existsSync(dataDir), existsSync(`${dataDir}-programs`)]).toEqual([false, false]);
    });
  } else {
    process.stderr.write('\nLEFT OUT: starting PostgreSQL under root, because this run is not root.\n\n');
  }
});

async function query(running: RunningPostgres, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: running.url() });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
