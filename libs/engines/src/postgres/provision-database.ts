import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { EngineError } from '../engine-error.js';

export interface ProvisionOptions {
  /** A role that may create roles and databases, connected to a database that all provisioners share (`postgres`). */
  readonly adminUrl: string;
  /** Names of services, such as `customs-declaration`. */
  readonly services: readonly string[];
  /** Default `pinglu`. */
  readonly database?: string;
  /** A password per role. Without it roles have none: right only where loopback is trusted. */
  readonly password?: (role: string) => string;
}

export interface ProvisionedDatabase {
  /** Per service: the application role's URL, and the owner's for migrations. */
  readonly services: Record<string, { readonly databaseUrl: string; readonly migrationUrl: string }>;
  /** The role that owns schema `bus`. */
  readonly busUrl: string;
}

interface ServiceNames {
  readonly schema: string;
  readonly owner: string;
  readonly app: string;
}

/** Any number; one for all provisioners of a cluster, because roles belong to the cluster. */
const PROVISIONING_LOCK = 7_464_587_332;
const BUS = { schema: 'bus', role: 'pinglu_bus' };
const RESERVED = new Set(['bus', 'public', 'information_schema']);

/**
 * Makes the database, and for every service a schema, a role that owns it and a role that only works in it. Does
 * nothing to what is there already, so it runs at every start; several may run at once.
 *
 * Rights come from default privileges alone, never from `grant … on all tables`: a migration that takes a right away
 * (an append-only ledger) would otherwise get it back at the next start.
 *
 * @throws EngineError `engine-provisioning-refused` for a name that is no service name, for a database that is not
 * UTF8, and for a role of ours that somebody made a superuser
 */
export async function provisionDatabase(options: ProvisionOptions): Promise<ProvisionedDatabase> {
  const database = options.database ?? 'pinglu';
  const services = options.services.map(serviceNames);
  const roles = [...services.flatMap(({ owner, app }) => [owner, app]), BUS.role];
  await withClient(options.adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [PROVISIONING_LOCK]);
    for (const role of roles) await ensureRole(admin, role, options.password?.(role));
    await ensureDatabase(admin, database, roles);
    await withClient(urlFor(options.adminUrl, database), (client) => provisionSchemas(client, database, services));
  });
  const url = (role: string) => urlFor(options.adminUrl, database, { role, password: options.password?.(role) });
  return {
    services: Object.fromEntries(
      options.services.map((service) => {
        const { owner, app } = serviceNames(service);
        return [service, { databaseUrl: url(app), migrationUrl: url(owner) }];
      }),
    ),
    busUrl: url(BUS.role),
  };
}

export function serviceNames(service: string): ServiceNames {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(service) || service.length > 40 || RESERVED.has(service)) {
    throw new EngineError(
      'engine-provisioning-refused',
      `A service name must be lower-case words joined by dashes, at most 40 characters and none of ${[...RESERVED].join(', ')}.`,
    );
  }
  const schema = service.replaceAll('-', '_');
  return { schema, owner: `pinglu_${schema}_owner`, app: `pinglu_${schema}` };
}

async function ensureRole(admin: Client, role: string, password: string | undefined): Promise<void> {
  const name = escapeIdentifier(role);
  const found = await admin.query<{ trusted: boolean }>(
    'select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as trusted from pg_roles where rolname = $1',
    [role],
  );
  if (found.rows.length === 0) await admin.query(`create role ${name} login`);
  if (found.rows[0]?.trusted) {
    throw new EngineError(
      'engine-provisioning-refused',
      `The role ${role} has more rights than a service may have. Run "alter role ${role} nosuperuser nobypassrls nocreaterole nocreatedb noreplication" and start again.`,
    );
  }
  if (password !== undefined) await admin.query(`alter role ${name} password ${escapeLiteral(password)}`);
}

async function ensureDatabase(admin: Client, database: string, roles: readonly string[]): Promise<void> {
  const name = escapeIdentifier(database);
  const found = await admin.query<{ encoding: string }>(
    'select pg_encoding_to_char(encoding) as encoding from pg_database where datname = $1',
    [database],
  );
  if (found.rows.length === 0) await admin.query(`create database ${name} encoding 'UTF8' template template0`);
  else if (found.rows[0]?.encoding !== 'UTF8') {
    throw new EngineError(
      'engine-provisioning-refused',
      `The database ${database} is encoded as ${found.rows[0]?.encoding}, and Pinglu needs UTF8. Make a new database and move the data.`,
    );
  }
  await admin.query(`revoke all on database ${name} from public`);
  await admin.query(`grant connect, temporary on database ${name} to ${roles.map(escapeIdentifier).join(', ')}`);
}

async function provisionSchemas(client: Client, database: string, services: readonly ServiceNames[]): Promise<void> {
  await client.query('begin');
  await client.query('revoke all on schema public from public');
  for (const { schema, owner, app } of services) {
    await ensureSchema(client, schema, owner);
    const [s, o, a] = [schema, owner, app].map(escapeIdentifier);
    await client.query(`grant usage on schema ${s} to ${a}`);
    const defaults = `alter default privileges for role ${o} in schema ${s}`;
    await client.query(`${defaults} grant select, insert, update, delete on tables to ${a}`);
    await client.query(`${defaults} grant usage, select on sequences to ${a}`);
    await client.query(`${defaults} grant execute on functions to ${a}`);
    // Everybody may call a new function unless this is taken away, and only the form without a schema can do that.
    await client.query(`alter default privileges for role ${o} revoke execute on functions from public`);
    for (const role of [owner, app]) await setSearchPath(client, { database, role, schema });
  }
  await ensureSchema(client, BUS.schema, BUS.role);
  await setSearchPath(client, { database, role: BUS.role, schema: BUS.schema });
  await client.query('commit');
}

async function ensureSchema(client: Client, schema: string, owner: string): Promise<void> {
  await client.query(
    `create schema if not exists ${escapeIdentifier(schema)} authorization ${escapeIdentifier(owner)}`,
  );
}

/** Kept per database, so that dropping the database leaves nothing behind on the role. */
async function setSearchPath(client: Client, at: { database: string; role: string; schema: string }): Promise<void> {
  const [role, database, schema] = [at.role, at.database, at.schema].map(escapeIdentifier);
  await client.query(`alter role ${role} in database ${database} set search_path = ${schema}`);
}

async function withClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString, application_name: 'pinglu-provisioning' });
  await client.connect();
  try {
    // A managed cluster gives no superuser. Since version 16 a role that may create roles gets these rights on them
    // only when it asks; without them it could not hand a schema to its owner.
    const { rows } = await client.query<{ ask: boolean }>(
      "select current_setting('server_version_num')::int >= 160000 as ask",
    );
    if (rows[0]?.ask) await client.query("set createrole_self_grant = 'set, inherit'");
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlFor(base: string, database: string, login?: { role: string; password: string | undefined }): string {
  const url = new URL(base);
  url.pathname = `/${encodeURIComponent(database)}`;
  if (login !== undefined) {
    url.username = encodeURIComponent(login.role);
    url.password = encodeURIComponent(login.password ?? '');
  }
  return url.href;
}
