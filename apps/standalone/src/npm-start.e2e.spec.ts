import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, hasKafkaJars, isPortFree, removePostgresData } from '@pinglu/engines';
import { waitUntil } from '@pinglu/testing';
import { readConfig } from './config.js';
import type { DemoContent } from './demo/demo-file.js';

const portNames = [
  'GATEWAY_PORT',
  'GATEWAY_MANAGEMENT_PORT',
  'INVENTORY_PORT',
  'INVENTORY_MANAGEMENT_PORT',
  'POSTGRES_PORT',
  'KAFKA_PORT',
  'KAFKA_CONTROLLER_PORT',
] as const;

/** Real: everything, as a newcomer runs it. On the bus of this machine, and on the one that is there everywhere. */
describe.each([
  { bus: 'the bus this machine can run', environment: {} },
  { bus: 'the event log in PostgreSQL', environment: { EVENT_BUS: 'postgres' } },
])('npm start on $bus', ({ environment }) => {
  let state: string;
  let ports: number[];
  let npm: ChildProcess | undefined;
  let output: string;

  beforeAll(async () => {
    state = mkdtempSync(join(tmpdir(), 'pinglu-e2e-'));
    // Under root PostgreSQL runs as another user, who has to be able to enter.
    chmodSync(state, 0o755);
    // Jars that are there already need not be fetched once more.
    const jars = join(readConfig({}).stateDirectory, 'kafka', 'libs');
    if (hasKafkaJars(jars)) {
      mkdirSync(join(state, 'kafka'));
      symlinkSync(jars, join(state, 'kafka', 'libs'));
    }
    ports = await freePorts(portNames.length);
  });
  afterEach(stop);
  afterAll(async () => {
    await removePostgresData(join(state, 'postgres'));
    await rm(state, { recursive: true, force: true });
  });

  async function start(): Promise<void> {
    const { root, inherited } = readConfig();
    output = '';
    npm = spawn('npm', ['start'], {
      cwd: root,
      env: {
        ...inherited,
        ...environment,
        ...Object.fromEntries(portNames.map((name, i) => [name, String(ports[i])])),
        PINGLU_STATE_DIR: state,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [npm.stdout, npm.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    }
    await waitUntil(() => output.includes('Ctrl-C stops everything') || npm?.exitCode !== null, {
      what: 'npm start to be up',
      deadlineMs: 110_000,
    });
    expect(output).toContain('Pinglu runs.');
  }

  /** Tells npm alone, as a process manager would; everything behind it has to follow. */
  async function stop(): Promise<void> {
    npm?.kill('SIGTERM');
    npm = undefined;
    await waitUntil(async () => (await Promise.all(ports.map(isPortFree))).every(Boolean), {
      what: 'every port to be free again',
      deadlineMs: 60_000,
    });
  }

  const demo = () => JSON.parse(readFileSync(join(state, 'demo.json'), 'utf8')) as DemoContent;

  async function get<T>(path: string, key: string | undefined): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${ports[0]}/api/v1${path}`, { headers: { 'X-Api-Key': key ?? '' } });
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  }

  it('gives every demo merchant keys by role, and its first warehouse by way of the bus', async () => {
    await start();
    expect(statSync(join(state, 'demo.json')).mode & 0o777).toBe(0o600);
    const { merchants } = demo();
    expect(merchants).toHaveLength(2);
    for (const { merchantId, keys } of merchants) {
      for (const key of Object.values(keys)) {
        const seen = await get<{ items: { merchantId: string }[] }>('/merchants', key);
        expect(seen.items.map((merchant) => merchant.merchantId)).toEqual([merchantId]);
      }
      await waitUntil(
        async () => {
          const { items } = await get<{ items: { code: string }[] }>('/warehouses', keys.merchant);
          return items.length === 1 && items[0]?.code === 'MAIN';
        },
        { what: 'the first warehouse', deadlineMs: 30_000 },
      );
    }
  });

  it('starts again with the same merchants and keys', async () => {
    const before = demo();
    await start();
    expect(demo()).toEqual(before);
    const [first] = before.merchants;
    expect((await get<{ items: object[] }>('/warehouses', first?.keys.merchant)).items).toHaveLength(1);
  });
});
