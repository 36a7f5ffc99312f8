import type { ClientBase } from 'pg';

/**
 * Throws for what the dump has no words for, and for objects that do not belong to the owner of the schema: those were
 * made by a migration that ran as somebody else.
 */
export async function refuseWhatCannotBeWritten(client: ClientBase, schema: string): Promise<void> {
  const { rows } = await client.query<{ what: string }>(UNDUMPABLE, [schema]);
  if (rows.length > 0) {
    throw new Error(
      `The dump cannot write: ${rows.map(({ what }) => what).join('; ')}. Teach it in libs/platform/src/database/schema-dump, or make it another way.`,
    );
  }
  const { rows: foreign } = await client.query<{ what: string; owner: string }>(OF_ANOTHER_OWNER, [schema]);
  if (foreign.length > 0) {
    throw new Error(
      `The schema belongs to another role than ${foreign.map(({ what, owner }) => `${what} (${owner})`).join(', ')}. Run migrations as the owner of the schema.`,
    );
  }
}

const UNDUMPABLE = `
  select pg_describe_object(d.classid, d.objid, 0) as what
  from pg_depend d
  left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
  left join pg_proc p on d.classid = 'pg_proc'::regclass and p.oid = d.objid
  left join pg_type t on d.classid = 'pg_type'::regclass and t.oid = d.objid
  where d.refclassid = 'pg_namespace'::regclass and d.refobjid = $1
    and not coalesce(c.relkind in ('r', 'p', 'S', 'v'), false)
    and not coalesce(p.prokind in ('f', 'p'), false)
    and not coalesce(t.typtype in ('e', 'd'), false)
    and d.classid not in ('pg_default_acl'::regclass, 'pg_statistic_ext'::regclass)
  union all
  select 'inheritance of table ' || c.relname
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where c.relnamespace = $1 and c.relkind = 'r' and not c.relispartition
  union all
  select 'rule ' || r.rulename from pg_rewrite r join pg_class c on c.oid = r.ev_class
  where c.relnamespace = $1 and r.rulename <> '_RETURN'
  order by 1`;

const OF_ANOTHER_OWNER = `
  select o.what, o.owner::regrole::text as owner
  from (
    select c.relname::text as what, c.relowner as owner, c.relnamespace as namespace from pg_class c
    union all select p.proname, p.proowner, p.pronamespace from pg_proc p
    union all select t.typname, t.typowner, t.typnamespace from pg_type t where t.typtype in ('e', 'd')
  ) o join pg_namespace n on n.oid = o.namespace
  where n.oid = $1 and o.owner <> n.nspowner
  order by 1`;
