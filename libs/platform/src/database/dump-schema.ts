import { Client, type ClientBase } from 'pg';
import { creations } from './schema-dump/creations.js';
import { comments } from './schema-dump/comments.js';
import { defaultRights, rights } from './schema-dump/rights.js';
import { lateConstraints, rowSecurity, triggers } from './schema-dump/table-guards.js';
import { refuseWhatCannotBeWritten } from './schema-dump/undumpable.js';

/**
 * One schema as SQL, read from the catalog: the same text for the same schema, whoever asks and however often. It can
 * be run by the owner in an empty schema of that name, in a database with the same roles, and the dump of the result is
 * the same text again: that is how we know that nothing is lost.
 *
 * Written: types, sequences, tables, partitions, indexes, views, functions, row-level security, triggers, comments,
 * default rights and what differs from them, and the names of the migrations that ran. Left out on purpose: partitions
 * of a day (`inbox_20260101`), which come and go at run time; tablespaces; all rows but those of `migration`.
 *
 * `url` may be of any role that can connect. @throws Error for an object it cannot write, instead of leaving it out
 */
export async function dumpSchema(url: string, schema: string): Promise<string> {
  const client = new Client({ connectionString: url, application_name: 'pinglu-dump-schema' });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    return await dump(client, schema);
  } finally {
    await client.end();
  }
}

async function dump(client: ClientBase, schema: string): Promise<string> {
  const { rows } = await client.query<{ oid: string; name: string; owner: string }>(
    'select oid::text, quote_ident(nspname) as name, nspowner::regrole::text as owner from pg_namespace where nspname = $1',
    [schema],
  );
  const found = rows[0];
  if (!found) throw new Error(`There is no schema ${schema} in this database. Check its name and the database.`);
  // What lies in the schema is then written without its name, and the names of all else with it.
  await client.query(`set local search_path = ${found.name}`);
  await refuseWhatCannotBeWritten(client, found.oid);
  const sections: [title: string, statements: string[]][] = [
    ['Rights by default', await defaultRights(client, found.oid)],
    ['Functions, tables, views', await creations(client, found.oid)],
    ['Row-level security', await rowSecurity(client, found.oid)],
    ['Triggers', await triggers(client, found.oid)],
    ['References between tables', await lateConstraints(client, found.oid)],
    ['Rights that differ from the default', await rights(client, found.oid)],
    ['Comments', await comments(client, found.oid)],
    ['Migrations that made this', await migrationRows(client)],
  ];
  return [
    `-- Schema ${found.name} as its migrations make it. Written by "npm run generate": do not edit.`,
    `BEGIN;\nSET LOCAL ROLE ${found.owner};\nSET LOCAL search_path = ${found.name};\nSET LOCAL check_function_bodies = off;`,
    ...sections.flatMap(([title, statements]) => (statements.length > 0 ? [`-- ${title}`, ...statements] : [])),
    'COMMIT;\n',
  ].join('\n\n');
}

/** In the order in which they ran, so that their numbers come out the same. */
async function migrationRows(client: ClientBase): Promise<string[]> {
  const { rows: tables } = await client.query(`select from pg_class where oid = to_regclass('migration')`);
  if (tables.length === 0) return [];
  const { rows } = await client.query<{ row: string }>(
    `select format('    (%s, %L)', "timestamp", name) as row from migration order by id`,
  );
  if (rows.length === 0) return [];
  return [`INSERT INTO migration ("timestamp", name) VALUES\n${rows.map(({ row }) => row).join(',\n')};`];
}
