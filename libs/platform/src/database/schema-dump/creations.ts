import type { ClientBase } from 'pg';
import { isPartitionOfADay, sequenceOptions, statements, storageOptions } from './fragments.js';
import { TABLES } from './tables.js';

interface Creation {
  /** `<catalog>/<oid>`: oids are unique within a catalog only. */
  readonly node: string;
  readonly sql: string;
}

/** Everything that is created, each after what it needs; where the order is free, by kind and name. */
export async function creations(client: ClientBase, schema: string): Promise<string[]> {
  const found: Creation[] = [];
  for (const query of [TYPES, FUNCTIONS, TABLES, VIEWS]) {
    found.push(...(await client.query<Creation>(query, [schema])).rows);
  }
  const { rows: needs } = await client.query<{ node: string; needed: string }>(NEEDS, [schema]);
  return [
    ...(await statements(client, schema, SEQUENCES)),
    ...inOrderOfNeed(found, needs),
    ...(await statements(client, schema, SEQUENCE_OWNERS)),
  ];
}

function inOrderOfNeed(found: readonly Creation[], needs: readonly { node: string; needed: string }[]): string[] {
  const byNode = new Map(found.map((creation) => [creation.node, creation]));
  const written = new Set<string>();
  const result: string[] = [];
  const write = (creation: Creation): void => {
    // Marked first: the catalog holds no circle, and should it ever, the restored dump tells where.
    if (written.has(creation.node)) return;
    written.add(creation.node);
    for (const { node, needed } of needs) {
      const other = node === creation.node ? byNode.get(needed) : undefined;
      if (other) write(other);
    }
    result.push(creation.sql);
  };
  for (const creation of found) write(creation);
  return result;
}

const TYPES = `
  select 'pg_type/' || t.oid as node, case t.typtype
    when 'e' then format('CREATE TYPE %I AS ENUM (%s);', t.typname, (
      select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))
    else concat_ws(' ', format('CREATE DOMAIN %I AS', t.typname), format_type(t.typbasetype, t.typtypmod),
      case when t.typcollation <> b.typcollation then 'COLLATE ' || t.typcollation::regcollation end,
      'DEFAULT ' || t.typdefault, case when t.typnotnull then 'NOT NULL' end, (
        select string_agg(format('CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid, true)), ' ' order by k.conname)
        from pg_constraint k where k.contypid = t.oid and k.contype = 'c')) || ';'
    end as sql
  from pg_type t left join pg_type b on b.oid = t.typbasetype
  where t.typnamespace = $1 and t.typtype in ('e', 'd')
  order by t.typname collate "C"`;

const FUNCTIONS = `
  select 'pg_proc/' || p.oid as node, rtrim(pg_get_functiondef(p.oid), E'\\n') || ';' as sql
  from pg_proc p where p.pronamespace = $1
  order by p.oid::regprocedure::text collate "C"`;

const VIEWS = `
  select 'pg_class/' || c.oid as node,
    concat_ws(' ', format('CREATE VIEW %I', c.relname), 'WITH (' || ${storageOptions('c.reloptions')} || ')', 'AS')
      || E'\\n' || pg_get_viewdef(c.oid, true) as sql
  from pg_class c where c.relnamespace = $1 and c.relkind = 'v'
  order by c.relname collate "C"`;

/** Those of identity columns come with their tables. A sequence needs nothing, so all come first. */
const SEQUENCES = `
  select concat_ws(' ', format('CREATE SEQUENCE %I AS %s', c.relname, format_type(s.seqtypid, null)), ${sequenceOptions})
    || ';' as sql
  from pg_class c join pg_sequence s on s.seqrelid = c.oid
  where c.relnamespace = $1
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i')
  order by c.relname collate "C"`;

const SEQUENCE_OWNERS = `
  select format('ALTER SEQUENCE %I OWNED BY %s.%I;', c.relname, a.attrelid::regclass, a.attname) as sql
  from pg_class c
  join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'a'
                  and d.refclassid = 'pg_class'::regclass
  join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
  where c.relnamespace = $1 and c.relkind = 'S'
  order by c.relname collate "C"`;

/**
 * Who needs whom. The parts of a table count as the table. References, policies and triggers are not asked: they are
 * written after everything else, because two tables may need each other through them.
 */
const NEEDS = `
  with part (catalog, oid, node) as (
    select 'pg_class'::regclass, c.oid, 'pg_class/' || c.oid from pg_class c
      where c.relnamespace = $1 and c.relkind in ('r', 'p', 'v') and not ${isPartitionOfADay}
    union all select 'pg_class'::regclass, i.indexrelid, 'pg_class/' || i.indrelid from pg_index i
    union all select 'pg_attrdef'::regclass, d.oid, 'pg_class/' || d.adrelid from pg_attrdef d
    union all select 'pg_rewrite'::regclass, r.oid, 'pg_class/' || r.ev_class from pg_rewrite r
    union all select 'pg_statistic_ext'::regclass, x.oid, 'pg_class/' || x.stxrelid from pg_statistic_ext x
    union all select 'pg_constraint'::regclass, k.oid,
        case k.contypid when 0 then 'pg_class/' || k.conrelid else 'pg_type/' || k.contypid end
      from pg_constraint k where k.contype <> 'f' and k.convalidated
    union all select 'pg_proc'::regclass, p.oid, 'pg_proc/' || p.oid from pg_proc p
    union all select 'pg_type'::regclass, t.oid,
        case e.typrelid when 0 then 'pg_type/' || e.oid else 'pg_class/' || e.typrelid end
      from pg_type t join pg_type e on e.oid = case t.typcategory when 'A' then t.typelem else t.oid end
      where t.typnamespace = $1
  )
  select distinct a.node, b.node as needed
  from pg_depend d
  join part a on a.catalog = d.classid and a.oid = d.objid
  join part b on b.catalog = d.refclassid and b.oid = d.refobjid
  where a.node <> b.node
  order by 1, 2`;
