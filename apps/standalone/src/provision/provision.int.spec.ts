import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startTestPostgres, type OwnEngine } from '@pinglu/testing';
import type { RunningPostgres } from '@pinglu/engines';
import { Client } from 'pg';

// Real: the compiled program as a process of its own, and a PostgreSQL of its own. Fake: nothing.

const program = fileURLToPath(new URL('../../dist/provision/main.js', import.meta.url));
const roles = ['pinglu_bus', 'pinglu_gateway', 'pinglu_gateway_owner', 'pinglu_inventory', 'pinglu_inventory_owner'];

describe('provisioning a PostgreSQL that somebody else runs', () => {
  let engine: OwnEngine<RunningPostgres>;

  beforeAll(async () => {
    engine = await startTestPostgres({ settings: { shared_buffers: '16MB' } });
  });
  afterAll(() => engine.dispose());

  const environment = (secret: string): Record<string, string> => ({
    ADMIN_DATABASE_URL: engine.running.url(),
    PROVISION_SERVICES: 'gateway,inventory',
    ...Object.fromEntries(roles.map((role) => [`${role.toUpperCase()}_PASSWORD`, `${secret}-${role}`])),
  });
  const verifiers = async () => {
    const found = await query(
      engine.running.url(),
      `select rolname, rolpassword from pg_authid where rolname like 'pinglu%' order by rolname`,
    );
    return new Map(found.map(({ rolname, rolpassword }) => [rolname, rolpassword]));
  };

  it('makes schemas and roles with the passwords of the environment, and gives them new ones the next time', async () => {
    expect(await run(environment('first'))).toEqual({
      code: 0,
      out: 'The database is ready for gateway, inventory.\n',
    });
    const first = await verifiers();
    expect([...first.keys()]).toEqual(roles);
    for (const verifier of first.values()) expect(verifier).toMatch(/^SCRAM-SHA-256\$/);
    expect(await query(engine.running.url('pinglu', 'pinglu_inventory'), 'select current_schema as at')).toEqual([
      { at: 'inventory' },
    ]);
    expect(await run(environment('second'))).toMatchObject({ code: 0 });
    for (const [role, verifier] of await verifiers()) expect(verifier).not.toBe(first.get(role));
  });

  it('names every variable that is missing, and does nothing', async () => {
    const { PINGLU_BUS_PASSWORD: _bus, PINGLU_GATEWAY_OWNER_PASSWORD: _owner, ...rest } = environment('third');
    const before = await verifiers();
    const { code, out } = await run(rest);
    expect(code).toBe(1);
    expect(out).toContain('Set PINGLU_BUS_PASSWORD, PINGLU_GATEWAY_OWNER_PASSWORD.');
    expect(out).not.toContain('third');
    expect(await verifiers()).toEqual(before);
  });

  it('says in a sentence that PostgreSQL is not there, without the password', async () => {
    const { code, out } = await run({
      ...environment('fourth'),
      ADMIN_DATABASE_URL: 'postgres://postgres:hunter2@127.0.0.1:1/postgres',
    });
    expect(code).toBe(1);
    expect(out).toMatch(/^\nPostgreSQL could not be prepared \(ECONNREFUSED: .*\)\. Check ADMIN_DATABASE_URL/);
    expect(out).not.toContain('hunter2');
  });

  it('refuses a name that is no service', async () => {
    const { code, out } = await run({ ...environment('fifth'), PROVISION_SERVICES: 'Gateway' });
    expect([code, out]).toEqual([1, expect.stringContaining('A service name must be lower-case words')]);
  });
});

/** @returns exit code and both outputs together */
async function run(env: Record<string, string>): Promise<{ code: number; out: string }> {
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (out += text.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out };
}

async function query(url: string, sql: string): Promise<Record<string, string>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, string>>(sql)).rows;
  } finally {
    await client.end();
  }
}
