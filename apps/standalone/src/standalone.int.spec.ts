import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { waitUntil } from '@pinglu/testing';
import { FakeInstallation, isAlive, type FakeRun } from './fixtures/fake-run.js';

/** Real: the supervisor as its own process, PostgreSQL. Fake: the services, which are tiny programs. No Kafka. */
describe('the supervisor', () => {
  let installation: FakeInstallation;
  const strangers: Server[] = [];

  beforeEach(async () => {
    installation = await FakeInstallation.create();
  });
  afterEach(async () => {
    for (const server of strangers.splice(0)) server.close();
    await installation.dispose();
  });

  async function started(behaviours: readonly string[] = [], environment = {}): Promise<FakeRun> {
    const run = installation.run(behaviours, environment);
    await run.ready();
    return run;
  }

  const allGone = (pids: readonly number[]) =>
    waitUntil(() => !pids.some(isAlive), { what: `the processes ${pids.join(', ')} to be gone`, deadlineMs: 30_000 });

  it('starts the database before the services and stops it after them', async () => {
    const run = await started();
    const pids = installation.processIds();
    expect(pids).toHaveLength(3);
    expect(installation.journal().sort()).toEqual([
      'gateway started with the database up',
      'inventory started with the database up',
    ]);

    run.signal('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(installation.journal().slice(2).sort()).toEqual([
      'gateway stopped with the database up',
      'inventory stopped with the database up',
    ]);
    expect(existsSync(installation.path('run.json'))).toBe(false);
    expect(readFileSync(installation.path('logs/postgres.log'), 'utf8')).toContain('database system is shut down');
  });

  it('counts its steps, lists addresses and keeps the keys to itself', async () => {
    const { output } = await started();
    expect(output).toMatch(/^1\/4 Starting PostgreSQL … [\d.]+ s$/m);
    expect(output).toMatch(/^3\/4 Starting gateway, inventory … [\d.]+ s$/m);
    expect(output).toContain(`http://127.0.0.1:${installation.ports.GATEWAY_PORT}\n`);
    expect(statSync(installation.path('keys/internal-token.json')).mode & 0o077).toBe(0);
  });

  it('leaves no process behind when it is killed, and starts again on the same data', async () => {
    const first = await started();
    const pids = installation.processIds();
    first.signal('SIGKILL');
    await first.ended;
    await allGone(pids);
    expect(installation.journal()).toEqual(
      expect.arrayContaining(['gateway lost its parent', 'inventory lost its parent']),
    );

    const second = await started();
    second.signal('SIGINT');
    expect(await second.ended).toBe(0);
  });

  it('refuses a second start and says where the first one is', async () => {
    const first = await started();
    const { pid } = JSON.parse(readFileSync(installation.path('run.json'), 'utf8')) as { pid: number };
    const second = installation.run();
    expect(await second.ended).toBe(1);
    expect(second.output).toBe(
      `\nPinglu already runs here (process ${pid}): http://127.0.0.1:${installation.ports.GATEWAY_PORT}\n`,
    );
    expect(await installation.get('GATEWAY_PORT', '/')).toBe('alive');
    first.signal('SIGTERM');
    expect(await first.ended).toBe(0);
  });

  it('names every taken port and its variable before it starts anything', async () => {
    const names = ['INVENTORY_MANAGEMENT_PORT', 'POSTGRES_PORT'];
    strangers.push(...(await Promise.all(names.map((name) => occupy(Number(installation.ports[name]))))));
    const run = installation.run();
    expect(await run.ended).toBe(1);
    const [management, postgres] = names.map((name) => installation.ports[name]);
    expect(run.output).toBe(
      `\nPort ${management} (health and metrics of inventory) is taken by another program. Stop that program, or set INVENTORY_MANAGEMENT_PORT to a free port.\n` +
        `Port ${postgres} (PostgreSQL) is taken by another program. Stop that program, or set POSTGRES_PORT to a free port.\n`,
    );
    expect(existsSync(installation.path('postgres'))).toBe(false);
  });

  it('starts a service again when it dies, and gives up when it keeps dying', async () => {
    const run = await started();
    for (const attempt of [1, 2, 3]) {
      await installation.get('INVENTORY_PORT', '/die');
      await run.says(`The service inventory ended unexpectedly (exit code 7). It is started again (${attempt} of 3).`);
      await waitUntil(() => run.output.split('inventory is ready again').length === attempt + 1, {
        what: 'inventory to be back',
        deadlineMs: 30_000,
      });
    }
    await installation.get('INVENTORY_PORT', '/die');
    expect(await run.ended).toBe(1);
    expect(run.output).toContain('The fake service was told to die.');
    expect(run.output).toContain('The service inventory ended 4 times in a row (exit code 7).');
    expect(installation.journal()).toContain('gateway stopped with the database up');
    expect(installation.processIds().filter(isAlive)).toEqual([]);
  });

  it('shows the last words of a service that cannot start, and stops the rest', async () => {
    const run = installation.run(['good', 'dies-at-start']);
    expect(await run.ended).toBe(1);
    expect(run.output).toContain('    The fake service cannot find its moon.\n');
    expect(run.output).toContain('The service inventory ended while starting (exit code 3).');
    expect(run.output).not.toMatch(/^\s+at /m);
    expect(installation.processIds().filter(isAlive)).toEqual([]);
  });

  it('stops everything in order and says so when the database dies', async () => {
    const run = await started();
    const [database] = installation.databaseProcessIds();
    process.kill(database!, 'SIGKILL');
    expect(await run.ended).toBe(1);
    expect(run.output).toContain('PostgreSQL ended unexpectedly (signal SIGKILL), so everything is being stopped.');
    expect(installation.journal().filter((note) => note.includes('stopped'))).toHaveLength(2);
    expect(installation.processIds().filter(isAlive)).toEqual([]);
  });

  it('kills a service that will not stop when the grace is over', async () => {
    const run = await started(['ignores-sigterm'], { SHUTDOWN_GRACE_MS: '100' });
    run.signal('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(installation.journal()).toContain('gateway ignored SIGTERM');
    expect(installation.processIds().filter(isAlive)).toEqual([]);
  });

  it('stops at once at the second Ctrl-C', async () => {
    const run = await started(['ignores-sigterm'], { SHUTDOWN_GRACE_MS: '600000' });
    run.signal('SIGINT');
    await waitUntil(
      () => {
        run.signal('SIGINT');
        return run.output.includes('Stopping at once.');
      },
      { what: 'the supervisor to hurry', deadlineMs: 30_000 },
    );
    expect(await run.ended).toBe(0);
    expect(installation.processIds().filter(isAlive)).toEqual([]);
  });

  it('gives up a start that is interrupted, and leaves nothing behind', async () => {
    const run = installation.run();
    await run.says('1/4 Starting PostgreSQL');
    run.signal('SIGINT');
    expect(await run.ended).toBe(0);
    expect(run.output).toContain('Pinglu has stopped.');
    expect(run.output).not.toContain('Pinglu runs.');
    expect(installation.processIds().filter(isAlive)).toEqual([]);
    expect(existsSync(installation.path('run.json'))).toBe(false);
  });
});

function occupy(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });
}
